import type Stripe from "stripe";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { assertCanPay } from "../payments.server.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { settlePayment } from "./settle-payment.server.ts";

/**
 * A finance officer does not wait for the night: Stripe is asked now, and its answer is booked.
 *
 * @throws Refusal when Stripe is not set up, or does not answer.
 */
export async function askStripeNow(
	ctx: CommandContext,
	stripe: Stripe | null,
	{ reference }: { reference: string },
): Promise<void> {
	assertCanPay(ctx.actor);
	const { id } = orNotFound(
		await ctx.db
			.selectFrom("disbursement")
			.select("id")
			.where("reference", "=", reference)
			.where("rail", "=", "stripe")
			.executeTakeFirst(),
	);
	if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
	await orSilent(() => settlePayment(ctx, stripe, id));
}
