import type Stripe from "stripe";
import type { System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { log } from "#app/house/log.server.ts";
import { openOwnShares } from "../own-share/own-shares.server.ts";
import { settleOwnShare } from "../own-share/settle-own-share.server.ts";
import { settlePayment } from "./settle-payment.server.ts";
import { refreshAccount } from "./stripe-account.server.ts";

/** A bank may return a payout for some days after it "arrived": so long it is looked at again. */
const LATE_RETURN_DAYS = 14;
const DAY_MS = 86_400_000;

export type Reconciled = { asked: number; unanswered: number };

/**
 * Asks Stripe about every payment that is not settled, those that a bank may still return, every account that is not
 * ready, and every own share of a business that is not paid yet or may still be taken back. Webhooks are hints; this is the truth. One that Stripe does not answer for does not hold up the others.
 */
export const reconcileWithStripe = command({
	name: "stripe.reconcile",
	input: nothing,
	who: "system",
	refuses: [
		"disbursement_refusal_already_paid",
		"disbursement_refusal_day",
		"disbursement_refusal_words",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext<System>, _input, stripe: Stripe): Promise<Reconciled> {
		const since = new Date(ctx.now.getTime() - LATE_RETURN_DAYS * DAY_MS);
		const payments = await ctx.db
			.selectFrom("stripeTransfer")
			.select("disbursementId")
			.where((eb) =>
				eb.or([
					eb("outcome", "is", null),
					eb.and([eb("outcome", "=", "paid"), eb("cameBackAt", "is", null), eb("endedAt", ">=", since)]),
				]),
			)
			.orderBy("openedAt")
			.execute();
		const accounts = await ctx.db
			.selectFrom("stripeAccount")
			.select("stripeId")
			.where((eb) => eb.or([eb("payoutsEnabled", "=", false), eb("transfersActive", "=", false)]))
			.execute();
		const looks = [
			...(await openOwnShares(ctx.db, ctx.now)).map((id) => () => settleOwnShare(ctx, stripe, id)),
			...payments.map(
				({ disbursementId }) =>
					() =>
						settlePayment(ctx, stripe, disbursementId),
			),
			...accounts.map(
				({ stripeId }) =>
					() =>
						refreshAccount(ctx, stripe, stripeId),
			),
		];
		let unanswered = 0;
		for (const look of looks) {
			try {
				await look();
			} catch (error) {
				unanswered++;
				log.warn({ err: error }, "Stripe was asked and gave no answer");
			}
		}
		return { asked: looks.length, unanswered };
	},
});
