import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { noteEvent } from "#app/application/move-application.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { releaseRetained } from "#app/programme/bookings.server.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { insertClaimEvent } from "../claim-events.server.ts";
import { copyPayeeAccount } from "../payee-account.server.ts";
import type { ClaimInHand, ClaimRow } from "../visible-claims.server.ts";

/**
 * The last claim of a locked application was verified: what was kept back of each earlier one becomes a verified claim of
 * its own, which is paid like any other, to whom the earlier one was paid.
 */
export async function releaseRetainedOf(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application }: Pick<ClaimInHand, "application">,
): Promise<void> {
	const kept = await trx
		.selectFrom("claim")
		.leftJoin("claim as released", "released.retainsClaimId", "claim.id")
		.selectAll("claim")
		.where("claim.applicationId", "=", application.id)
		.where("claim.state", "=", "verified")
		.where("claim.retainedDong", ">", 0n)
		.where("released.id", "is", null)
		.orderBy("claim.createdAt")
		.execute();
	const funded = await fundedApplication(trx, application);
	for (const claim of kept as ClaimRow[]) {
		const released = await insertReleased(trx, ctx, claim);
		await releaseRetained(trx, ctx, {
			application: funded,
			amountDong: claim.retainedDong,
			key: `payable:${released.id}`,
			why: released.reference,
		});
		await noteEvent(trx, ctx, {
			applicationId: application.id,
			what: "retention-due",
			side: "association",
			facts: { claim: released.reference, amountDong: claim.retainedDong },
		});
		await enqueue(trx, "claim.answered", { claimId: released.id });
		await appendAudit(trx, ctx, {
			action: "claim.retention-due",
			subject: { kind: "claim", id: released.id, label: released.reference },
			facts: { application: application.reference, claim: claim.reference, subsidyDong: claim.retainedDong },
		});
	}
}

/** It asks for nothing new: who verified the last claim answers for it, and its payee is that of the earlier one. */
async function insertReleased(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	kept: ClaimRow,
): Promise<{ id: string; reference: string }> {
	const id = randomUUID();
	const reference = await nextReference(trx, "DN", yearOf(plainDateAt(ctx.now)));
	await trx
		.insertInto("claim")
		.values({
			id,
			reference,
			kind: "retention",
			retainsClaimId: kept.id,
			applicationId: kept.applicationId,
			state: "verified",
			draft: JSON.stringify(kept.draft),
			createdAt: ctx.now,
			createdBy: ctx.actor.personId,
			submittedAt: ctx.now,
			costDong: kept.retainedDong,
			subsidyDong: kept.retainedDong,
			answeredAt: ctx.now,
			answeredBy: ctx.actor.personId,
			answeredByName: ctx.actor.name,
		})
		.execute();
	await copyPayeeAccount(trx, { from: kept.id, to: id });
	await insertClaimEvent(trx, ctx, {
		claimId: id,
		what: "verified",
		fromState: null,
		toState: "verified",
		said: null,
	});
	return { id, reference };
}
