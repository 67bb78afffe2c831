import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import type { Side } from "#app/application/application.states.ts";
import { noteEvent } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { releaseRetained } from "#app/funding/bookings.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { insertClaimEvent } from "../claim-events.server.ts";
import { copyPayeeAccount } from "../payee-account.server.ts";
import type { ClaimRow } from "../visible-claims.server.ts";

/** Who verified a claim, and when. */
export type ClaimAnswer = { answeredAt: Date; answeredBy: string; answeredByName: string };

/**
 * Nothing more is claimed of a locked application: what was kept back of each claim becomes a verified claim of its own,
 * which is paid like any other, to whom the earlier one was paid.
 *
 * @param released.answer of the last claim that was verified: who gave it answers for these too.
 * @param released.side who brought it about.
 */
export async function releaseRetainedOf(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	released: { application: ApplicationRow; side: Side; answer: ClaimAnswer },
): Promise<void> {
	const { application, side, answer } = released;
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
		const { id, reference } = await insertReleased(trx, ctx, claim, answer);
		await releaseRetained(trx, ctx, {
			application: funded,
			amountDong: claim.retainedDong,
			key: `payable:${id}`,
			why: reference,
		});
		await noteEvent(trx, ctx, {
			applicationId: application.id,
			what: "retention-due",
			side,
			facts: { claim: reference, amountDong: claim.retainedDong },
		});
		await enqueue(trx, "claim.answered", { claimId: id });
		await appendAudit(trx, ctx, {
			action: "claim.retention-due",
			subject: { kind: "claim", id, label: reference },
			facts: { application: application.reference, claim: claim.reference, subsidyDong: claim.retainedDong },
		});
	}
}

/** It asks for nothing new, and its payee is that of the earlier one. */
async function insertReleased(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	kept: ClaimRow,
	answer: ClaimAnswer,
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
			...answer,
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
