import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canAnswerClaim } from "../claim.access.ts";
import { lockVisibleClaim } from "../visible-claims.server.ts";

/**
 * The reviewer says that a near match is another invoice, and why. If it is the same invoice, the claim itself is returned
 * or refused. The same judgement by the same person changes nothing.
 *
 * @throws Refusal for who may not answer the claim, and when it was judged meanwhile; NotFound for what is not there.
 */
export const judgeNearMatch = command({
	name: "claim.judge-near-match",
	input: z.object({ reference: z.string(), nearMatchId: z.string(), reason: z.string() }),
	who: ["reviewer"],
	refuses: [
		"claim_refusal_answered",
		"house_refusal_moved_on",
		"review_refusal_conflict",
		"review_refusal_not_declared",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, nearMatchId, reason }) {
		await inTransaction(ctx.db, async (trx) => {
			const { application, claim } = orNotFound(await lockVisibleClaim(trx, ctx.actor, reference));
			const tie = await reviewerTie(trx, ctx.actor.personId, application);
			assertAllowed(
				canAnswerClaim(ctx.actor, { state: claim.state, associationId: application.associationId, tie }),
				403,
			);
			// An address that somebody wrote has no id at all.
			const known = z.uuid().safeParse(nearMatchId).success || null;
			const match = orNotFound(
				known &&
					(await trx
						.selectFrom("invoiceNearMatch")
						.select(["invoice", "why", "judgedBy", "reason"])
						.where("id", "=", nearMatchId)
						.where("claimId", "=", claim.id)
						.forUpdate()
						.executeTakeFirst()),
			);
			if (match.judgedBy !== null) {
				if (match.judgedBy === ctx.actor.personId && match.reason === reason) return;
				throw new Refusal("house_refusal_moved_on");
			}
			await trx
				.updateTable("invoiceNearMatch")
				.set({
					judgement: "different",
					reason,
					judgedAt: ctx.now,
					judgedBy: ctx.actor.personId,
					judgedByName: ctx.actor.name,
				})
				.where("id", "=", nearMatchId)
				.where("judgedAt", "is", null)
				.execute();
			await appendAudit(trx, ctx, {
				action: "claim.near-match-judged",
				subject: { kind: "claim", id: claim.id, label: claim.reference },
				facts: { invoices: [match.invoice], reason },
			});
		});
	},
});
