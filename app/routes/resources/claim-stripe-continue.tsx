import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { stripeClient } from "#app/disbursement/stripe/client.server.ts";
import { onboardingLink } from "#app/disbursement/stripe/stripe-account.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { requireActor } from "#app/identity/session.server.ts";

/** Leads to Stripe's own form: a link and no form of ours, since the content policy lets no form lead elsewhere. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const page = `/claims/${reference}/stripe`;
	try {
		const back = `${publicUrl()}${page}`;
		return redirect(orNotFound(await onboardingLink(ctx, stripeClient(), { reference, back })), 303);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return redirect(`${page}?silent=yes`, 303);
	}
}
