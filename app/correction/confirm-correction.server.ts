import type { Transaction } from "kysely";
import type Stripe from "stripe";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { takeBackLatePayout } from "#app/disbursement/stripe/take-back.server.ts";
import { undoPaid } from "#app/disbursement/undo-paid.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { reverseTransfer } from "#app/ledger/transfers.server.ts";
import { coverPromise, undoReceipt } from "#app/recovery/undo-receipt.server.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type CorrectionAsSeen, canEnd } from "./correction.access.ts";
import { assertCorrectable, type CorrectionTarget, causeOf, lockTarget } from "./correction-target.server.ts";
import { type CorrectionRow, lockCorrection, unsafeFindCorrection } from "./corrections.server.ts";

/**
 * A second officer confirms a correction: the transfer is reversed, and what it stood for is mended, at once. The same
 * person again changes nothing.
 *
 * @param stripe asked about a payment of its own; not for others.
 * @throws Refusal for who proposed it or booked what it corrects, for who belongs to the business, and where the transfer
 * can no longer be corrected.
 */
export const confirmCorrection = command({
	name: "correction.confirm",
	input: z.object({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"correction_refusal_advance_earned",
		"correction_refusal_allotment",
		"correction_refusal_budget",
		"correction_refusal_commitment",
		"correction_refusal_corrected",
		"correction_refusal_cover",
		"correction_refusal_not_proposed_by_you",
		"correction_refusal_of_correction",
		"correction_refusal_other",
		"correction_refusal_own_share_held",
		"correction_refusal_own_share_passed",
		"correction_refusal_own_share_refunded",
		"correction_refusal_own_share_taken",
		"correction_refusal_payable",
		"correction_refusal_proposed_by_you",
		"correction_refusal_recorded_by_you",
		"correction_refusal_recovery",
		"correction_refusal_release",
		"correction_refusal_reservation",
		"correction_refusal_with_own_share",
		"correction_refusal_your_business",
		"disbursement_refusal_stripe_arrived",
		"disbursement_refusal_stripe_off",
		"disbursement_refusal_stripe_silent",
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
		"programme_refusal_cover",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }, stripe: Stripe | null) {
		refuseNewlyGiven(ctx, "finance_officer");
		await takeBackFirst(ctx, stripe, reference);
		await inTransaction(ctx.db, async (trx) => {
			const correction = await lockCorrection(trx, reference);
			if (correction.state === "confirmed" && correction.endedBy === ctx.actor.personId) return;
			assertAllowed(canEnd(ctx.actor, await asSeen(trx, ctx, correction), "confirmed"), 403);
			await assertFirstHand(trx, { personId: correction.proposedBy, roles: ["finance_officer"] });
			const target = await lockTarget(trx, correction.transferId);
			await assertCorrectable(trx, target);
			if (target.mends === "receipt") await coverPromise(trx, ctx, target, correction);
			const reversalId = await reverseTransfer(trx, ctx, target.transfer, { reason: "correct", why: reference });
			await trx
				.updateTable("correction")
				.set({
					state: "confirmed",
					endedAt: ctx.now,
					endedBy: ctx.actor.personId,
					endedByName: ctx.actor.name,
					reversalId,
				})
				.where("id", "=", correction.id)
				.execute();
			await mend(trx, ctx, target, correction);
			await appendAudit(trx, ctx, {
				action: "correction.confirmed",
				subject: { kind: "correction", id: correction.id, label: reference },
				facts: {
					of: causeOf(target.transfer),
					amountDong: amountOf(target),
					createdBy: correction.proposedByName,
					application: target.application.reference,
				},
			});
		});
	},
});

async function asSeen(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	correction: CorrectionRow,
): Promise<CorrectionAsSeen> {
	return { ...correction, ownBusiness: await isTied(trx, ctx.actor.personId, correction.applicationId) };
}

/**
 * Stripe is asked, and takes the money from the payee's account, before anything is booked and while no transaction is
 * open; so all that the rules ask is looked at beforehand too. If this was done and the rest fails, confirming again goes on.
 */
async function takeBackFirst(ctx: CommandContext, stripe: Stripe | null, reference: string): Promise<void> {
	const payment = await inTransaction(ctx.db, async (trx) => {
		const correction = orNotFound(await unsafeFindCorrection(trx, reference));
		if (correction.state === "confirmed") return null;
		assertAllowed(canEnd(ctx.actor, await asSeen(trx, ctx, correction), "confirmed"), 403);
		await assertFirstHand(trx, { personId: correction.proposedBy, roles: ["finance_officer"] });
		const target = await lockTarget(trx, correction.transferId);
		if (target.mends !== "payment" || target.payment.rail !== "stripe") return null;
		await assertCorrectable(trx, target);
		return target.payment.id;
	});
	if (payment) await takeBackLatePayout(ctx.db, stripe, payment);
}

async function mend(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	target: CorrectionTarget,
	{ reference, cause, reason: said }: CorrectionRow,
): Promise<void> {
	if (target.mends === "payment") {
		const what = cause === "taken-back" ? "taken-back" : "corrected";
		return undoPaid(trx, ctx, target.payment, { what, said, correction: reference });
	}
	return undoReceipt(trx, ctx, target.recovery, { amountDong: amountOf(target), said, correction: reference });
}

/** What the transfer moved. */
function amountOf({ transfer }: CorrectionTarget): bigint {
	return sumDong(transfer.postings.map(({ amountDong }) => amountDong).filter((amount) => amount > 0n));
}
