import type Stripe from "stripe";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { settlePayment } from "./settle-payment.server.ts";

/**
 * A finance officer does not wait for the night: Stripe is asked now, and its answer is booked.
 *
 * @throws Refusal when Stripe is not set up, or does not answer.
 */
export const askStripeNow = command({
	name: "stripe.ask-now",
	input: z.object({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"disbursement_refusal_already_paid",
		"disbursement_refusal_day",
		"disbursement_refusal_stripe_off",
		"disbursement_refusal_stripe_silent",
		"disbursement_refusal_words",
		"house_refusal_moved_on",
	],
	once: "each time",
	async run(ctx: CommandContext, { reference }, stripe: Stripe | null) {
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
	},
});
