import { data, redirect } from "@remix-run/node";
import { orNotFound } from "#app/house/http.server.ts";
import { Refusal } from "#app/house/refusal.ts";

/**
 * The answer to a press of the button that leads to Stripe: a page of ours that sends the browser on. No redirect, since
 * the content policy lets no form lead elsewhere. Where Stripe is silent, back to `page`, which says so.
 *
 * @throws a 404 Response when there is no page of Stripe's for this person.
 */
export async function leaveForStripe(page: string, ask: () => Promise<string | null>) {
	try {
		const { href } = new URL(orNotFound(await ask()));
		return data({ url: href }, { headers: { Refresh: `0; url=${href}` } });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		throw redirect(`${page}?silent=yes`, 303);
	}
}
