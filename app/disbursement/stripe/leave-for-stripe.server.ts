import { data, redirect } from "@remix-run/node";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

/**
 * The answer to a press of the button that leads to Stripe: a page of ours that sends the browser on. No redirect, since
 * the content policy lets no form lead elsewhere. Where Stripe is silent, or was asked too often, back to `page`, which says
 * so (`whyNotLed`); and where there is nothing to be led to any more, which it says too.
 *
 * @throws NotFound when there is no page of Stripe's for this person.
 */
export async function leaveForStripe(page: string, ask: () => Promise<string | null>) {
	try {
		const { href } = new URL(orNotFound(await ask()));
		return data({ url: href }, { headers: { Refresh: `0; url=${href}` } });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const back = new URL(page, "http://here");
		if (error.code === "disbursement_refusal_stripe_silent") back.searchParams.set("silent", "yes");
		if (error.code === "house_refusal_too_many_tries") back.searchParams.set("wait", String(error.facts.minutes));
		throw redirect(`${back.pathname}${back.search}`, 303);
	}
}

/** What `leaveForStripe` has to say on the page to which it led back; null where it led nobody back. */
export function whyNotLed(request: Request): string | null {
	const { searchParams } = new URL(request.url);
	if (searchParams.has("silent")) return m.disbursement_refusal_stripe_silent();
	const minutes = Number(searchParams.get("wait"));
	return Number.isInteger(minutes) && minutes > 0 ? m.house_refusal_too_many_tries({ minutes }) : null;
}
