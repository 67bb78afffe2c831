import type { Transaction } from "kysely";
import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import {
	type ApplicationRow,
	lockOwnApplication,
	lockVisibleApplication,
} from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type ClaimAnswer, releaseRetainedOf } from "../advance/release-retained.server.ts";
import { canEndClaims, canEndClaimsFor } from "../claim.access.ts";
import { moveClaim } from "../claim-events.server.ts";
import type { ClaimRow } from "../visible-claims.server.ts";
import { endableOf } from "./endable.server.ts";

/**
 * The business will claim nothing more of an agreed application: what was kept back becomes due, and with the last payment
 * what is left goes back to the envelope. A claim that was begun is given up. Again changes nothing.
 *
 * @throws Refusal before a claim is verified, while one is with the association or being mended, or where the last was
 * made; NotFound for an application that is not the actor's.
 */
export const endClaims = command({
	name: "claim.end-claims",
	input: z.object({ reference: z.string() }),
	who: "person",
	refuses: [
		"claim_refusal_advance_first",
		"claim_refusal_last_made",
		"claim_refusal_not_agreed",
		"claim_refusal_nothing_left",
		"claim_refusal_nothing_verified",
		"claim_refusal_one_open",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			const endable = await endableOf(trx, application);
			if (endable.ended) return;
			assertAllowed(canEndClaims(endable));
			await end(trx, ctx, application, { side: "business", reasons: null, leftDong: endable.leftDong });
		});
	},
});

/**
 * The same by the manager of the association, for a business that has claimed and then been silent for long; a claim that
 * it does not mend is given up too.
 *
 * @param input.reasons which the business reads.
 * @throws Refusal also for others than the manager, and before that time is over.
 */
export const endClaimsFor = command({
	name: "claim.end-claims-for",
	input: z.object({ reference: z.string(), reasons: z.string() }),
	who: ["association_manager"],
	refuses: [
		"claim_refusal_advance_first",
		"claim_refusal_last_made",
		"claim_refusal_not_agreed",
		"claim_refusal_not_silent",
		"claim_refusal_nothing_left",
		"claim_refusal_nothing_verified",
		"claim_refusal_one_open",
		"claim_refusal_reasons",
		"house_refusal_moved_on",
		"review_refusal_conflict",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, reasons }) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockVisibleApplication(trx, ctx.actor, reference));
			const endable = await endableOf(trx, application, "association");
			const { associationId } = application;
			const { conflict } = await reviewerTie(trx, ctx.actor.personId, application);
			const around = { associationId, conflict, today: plainDateAt(ctx.now) };
			assertAllowed(canEndClaimsFor(ctx.actor, { ...endable, ...around }), 403);
			if (endable.ended) return;
			if (reasons === "") throw new Refusal("claim_refusal_reasons", {}, { field: "reasons" });
			await end(trx, ctx, application, { side: "association", reasons, leftDong: endable.leftDong });
		});
	},
});

/** Gives up the claims of a locked application that its business has begun (`draft`) or was asked to mend (`returned`). */
export async function giveUp(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: ApplicationRow,
	{ states, side }: { states: readonly ("draft" | "returned")[]; side: "business" | "association" },
): Promise<void> {
	const unsent = await trx
		.selectFrom("claim")
		.selectAll()
		.where("applicationId", "=", application.id)
		.where("state", "in", states)
		.execute();
	for (const claim of unsent as ClaimRow[]) {
		const subsidyDong = claim.subsidyDong ?? 0n;
		await moveClaim(trx, ctx, { application, claim }, { to: "refused", side, subsidyDong, set: {} });
	}
}

type End = { side: "business" | "association"; reasons: string | null; leftDong: bigint };

async function end(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: ApplicationRow,
	{ side, reasons, leftDong }: End,
): Promise<void> {
	await giveUp(trx, ctx, application, { states: ["draft", "returned"], side });
	const by = { endedBy: ctx.actor.personId, endedByName: ctx.actor.name };
	await trx
		.insertInto("claimsEnd")
		.values({ applicationId: application.id, at: ctx.now, side, ...by, reasons })
		.execute();
	await noteEvent(trx, ctx, {
		applicationId: application.id,
		what: "claims-ended",
		side,
		facts: { leftDong, ...(reasons ? { reasons } : {}) },
	});
	await releaseRetainedOf(trx, ctx, { application, side, answer: await lastAnswer(trx, application.id) });
	await enqueue(trx, "claims.ended", { applicationId: application.id });
	await appendAudit(trx, ctx, {
		action: "claim.claims-ended",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts: { leftDong, reasons },
	});
}

/** Who verified the last claim for costs. */
async function lastAnswer(trx: Transaction<Tables>, applicationId: string): Promise<ClaimAnswer> {
	const { answeredAt, answeredBy, answeredByName } = await trx
		.selectFrom("claim")
		.select(["answeredAt", "answeredBy", "answeredByName"])
		.where("applicationId", "=", applicationId)
		.where("state", "=", "verified")
		.where("kind", "=", "costs")
		.orderBy("answeredAt", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	assert(answeredAt && answeredBy && answeredByName, "somebody verified it");
	return { answeredAt, answeredBy, answeredByName };
}
