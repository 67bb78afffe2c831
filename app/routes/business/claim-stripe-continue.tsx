import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { leaveForStripe } from "#app/disbursement/stripe/leave-for-stripe.server.ts";
import { ownForm, requireOwnForm } from "#app/disbursement/stripe/payee-form.server.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { LeaveForStripe } from "#app/disbursement/stripe-api/to-stripe.tsx";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { requireActor, requireRecent } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_stripe_leaving_title()} – ${m.house_app_name()}` }];

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** A link asks Stripe for nothing: it leads to the button. The form of a provider's account is mailed to the provider. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	await requireOwnForm(db, await requireActor(request), reference);
	return null;
}

/** Leads a business to Stripe's own form for its account. */
export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	await requireRecent(request);
	const page = `/claims/${reference}/stripe`;
	const back = `${publicUrl()}${page}`;
	return leaveForStripe(page, () => ownForm(commandContext(actor), { reference, back }, stripeClient()));
}

export default function ClaimStripeContinue() {
	return <LeaveForStripe url={useActionData<typeof action>()?.url} />;
}
