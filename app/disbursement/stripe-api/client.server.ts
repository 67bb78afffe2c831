import Stripe from "stripe";
import { config } from "#app/house/config.server.ts";
import { log } from "#app/house/log.server.ts";
import { Refusal } from "#app/house/refusal.ts";

const TIMEOUT_MS = 20_000;

/** A client of Stripe's API at an address; tests give the address of a server that stands in for it. */
export function stripeAt(base: string, secretKey: string, options: { timeout?: number; retries?: number } = {}) {
	const { protocol, hostname, port } = new URL(base);
	return new Stripe(secretKey, {
		protocol: protocol === "http:" ? "http" : "https",
		host: hostname,
		...(port ? { port } : {}),
		timeout: options.timeout ?? TIMEOUT_MS,
		// Sent again with the same key, which Stripe answers with what it did the first time.
		maxNetworkRetries: options.retries ?? 2,
		telemetry: false,
	});
}

const configured = config.STRIPE_SECRET_KEY ? stripeAt(config.STRIPE_API_BASE, config.STRIPE_SECRET_KEY) : null;

/** The client of this process; null where Stripe is not set up. */
export function stripeClient(): Stripe | null {
	return configured;
}

/** For a job that exists only because Stripe was set up. @throws where it no longer is, so that the job waits. */
export function requireStripe(): Stripe {
	if (!configured) throw new Error("STRIPE_SECRET_KEY is not set, and a payment waits for Stripe");
	return configured;
}

/** Runs what a person waits for. @throws Refusal where Stripe does not do it, so that they read a sentence. */
export async function orSilent<Result>(ask: () => Promise<Result>): Promise<Result> {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeError)) throw error;
		log.warn({ err: error }, "Stripe did not do what a person asked for");
		throw new Refusal("disbursement_refusal_stripe_silent", {}, { cause: error });
	}
}
