import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { stripeClient } from "#app/disbursement/stripe/client.server.ts";
import { leaveForStripe } from "#app/disbursement/stripe/leave-for-stripe.server.ts";
import { onboardingLink, payeeAtStripePage } from "#app/disbursement/stripe/stripe-account.server.ts";
import { LeaveForStripe } from "#app/disbursement/stripe/to-stripe.tsx";
import { commandContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { orNotFound } from "#app/house/http.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_stripe_leaving_title()} – ${m.house_app_name()}` }];

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** A link asks Stripe for nothing: it leads to the button. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	orNotFound((await payeeAtStripePage(db, actor, reference))?.account);
	return null;
}

/** Leads to Stripe's own form for the account of the claim's payee. */
export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const page = `/claims/${reference}/stripe`;
	const back = `${publicUrl()}${page}`;
	return leaveForStripe(page, () => onboardingLink(ctx, stripeClient(), { reference, back }));
}

export default function ClaimStripeContinue() {
	return <LeaveForStripe url={useActionData<typeof action>()?.url} />;
}
