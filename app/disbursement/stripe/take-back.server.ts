import type Stripe from "stripe";
import { Refusal } from "#app/house/refusal.ts";
import type { Database } from "#db/connection.server.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { takeBack } from "./ask-stripe.server.ts";
import { lastAttempt } from "./attempts.server.ts";

/**
 * Takes the money of a payout that the payee's bank returned back from the payee's account, so that nobody has it before
 * the payment counts as failed. Stripe is asked whether it came back; what was noted before is not enough. Doing it again
 * changes nothing there.
 *
 * @throws Refusal when Stripe is not set up, does not answer, or says that the money has arrived.
 */
export async function takeBackLatePayout(db: Database, stripe: Stripe | null, disbursementId: string): Promise<void> {
	const attempt = await lastAttempt(db, disbursementId);
	if (!attempt?.transferId || !attempt.payoutId) throw new Refusal("disbursement_refusal_stripe_arrived");
	const { transferId, payoutId, stripeAccount } = attempt;
	if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
	await orSilent(async () => {
		// First whether it came back: a transfer can be reversed by hand at Stripe although the payout has arrived.
		const payout = await stripe.payouts.retrieve(payoutId, {}, { stripeAccount });
		if (payout.status !== "failed") throw new Refusal("disbursement_refusal_stripe_arrived");
		const transfer = await stripe.transfers.retrieve(transferId);
		// Taken back already, by an earlier try.
		if (transfer.reversed) return;
		await takeBack({ stripe, attempt }, transfer);
	});
}
