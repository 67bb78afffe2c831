import { stripeClient } from "#app/disbursement/stripe/client.server.ts";
import { reconcileWithStripe } from "#app/disbursement/stripe/reconcile.server.ts";
import { systemContext } from "#app/house/command.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { log } from "#app/house/log.server.ts";

/** Every night, where Stripe is set up. What it did not answer is asked again the next night, and on the finance desk. */
export const reconcileNightly: JobHandler<"stripe.reconcile"> = async (_payload, now) => {
	const stripe = stripeClient();
	if (!stripe) return;
	const { asked, unanswered } = await reconcileWithStripe(systemContext("Stripe", now), stripe);
	if (unanswered > 0) log.error({ asked, unanswered }, "Stripe did not answer for every payment");
	else log.info({ asked }, "reconciled with Stripe");
};
