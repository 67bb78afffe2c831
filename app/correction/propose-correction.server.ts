import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nextReference } from "#app/house/references.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canPropose } from "./correction.access.ts";
import { causesOf, correctionCauses } from "./correction.rules.ts";
import { assertCorrectable, causeOf, lockTarget } from "./correction-target.server.ts";
import { liveCorrection } from "./corrections.server.ts";

/**
 * Proposes to reverse a transfer that should not have been booked, and returns the correction's reference. Nothing is
 * booked before another officer confirms it. The same `correctionId` makes one correction.
 *
 * @param input.reason what went wrong, in words that the business reads.
 * @throws Refusal for a transfer that is undone in another way, for one that a correction is about already, and for who
 * belongs to the business.
 */
export const proposeCorrection = command({
	name: "correction.propose",
	input: z.object({
		correctionId: z.uuid(),
		transferId: z.uuid(),
		cause: z.enum(correctionCauses),
		reason: z.string(),
	}),
	who: ["finance_officer"],
	refuses: [
		"correction_refusal_advance_earned",
		"correction_refusal_allotment",
		"correction_refusal_budget",
		"correction_refusal_commitment",
		"correction_refusal_corrected",
		"correction_refusal_cover",
		"correction_refusal_of_correction",
		"correction_refusal_other",
		"correction_refusal_own_share_held",
		"correction_refusal_own_share_passed",
		"correction_refusal_own_share_refunded",
		"correction_refusal_own_share_taken",
		"correction_refusal_payable",
		"correction_refusal_proposed",
		"correction_refusal_recovery",
		"correction_refusal_release",
		"correction_refusal_reservation",
		"correction_refusal_with_own_share",
		"correction_refusal_words",
		"correction_refusal_your_business",
		"disbursement_refusal_stripe_arrived",
		"house_refusal_moved_on",
	],
	once: ({ correctionId }) => correctionId,
	async run(ctx: CommandContext, input): Promise<string> {
		const { correctionId: id, transferId, cause, reason } = input;
		return inTransaction(ctx.db, async (trx) => {
			const target = await lockTarget(trx, transferId);
			// Looked for under the lock: the same form may come twice at once.
			const before = await trx.selectFrom("correction").select("reference").where("id", "=", id).executeTakeFirst();
			if (before) return before.reference;
			const { application, transfer, mends } = target;
			assertAllowed(canPropose(ctx.actor, { ownBusiness: await isTied(trx, ctx.actor.personId, application.id) }), 403);
			await assertCorrectable(trx, target);
			const live = await liveCorrection(trx, transferId);
			if (live) throw new Refusal("correction_refusal_proposed", { correction: live });
			const rail = target.mends === "payment" ? target.payment.rail : "bank-file";
			if (!causesOf(mends, rail).includes(cause)) throw new Refusal("house_refusal_moved_on", {}, { field: "cause" });
			if (reason === "") throw new Refusal("correction_refusal_words", {}, { field: "reason" });
			const reference = await nextReference(trx, "BT", yearOf(plainDateAt(ctx.now)));
			await trx
				.insertInto("correction")
				.values({
					id,
					reference,
					transferId,
					applicationId: application.id,
					cause,
					reason,
					state: "proposed",
					proposedAt: ctx.now,
					proposedBy: ctx.actor.personId,
					proposedByName: ctx.actor.name,
				})
				.execute();
			await appendAudit(trx, ctx, {
				action: "correction.proposed",
				subject: { kind: "correction", id, label: reference },
				facts: { of: causeOf(transfer), cause, reason, application: application.reference },
			});
			return reference;
		});
	},
});
