import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { ownSharePayPage } from "#app/disbursement/own-share/open-own-share.server.ts";
import { stripeClient } from "#app/disbursement/stripe/client.server.ts";
import { commandContext } from "#app/house/command.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { requireActor } from "#app/identity/session.server.ts";

/** Leads to the page of Stripe on which the business pays its own share. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	try {
		return redirect(orNotFound(await ownSharePayPage(ctx, stripeClient(), { reference })), 303);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return redirect(`/applications/${reference}/own-share?silent=yes`, 303);
	}
}
