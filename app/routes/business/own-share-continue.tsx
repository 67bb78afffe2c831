import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { ownSharePayPage } from "#app/disbursement/own-share/open-own-share.server.ts";
import { isOpenToPay } from "#app/disbursement/own-share/own-share.rules.ts";
import { ownSharePage } from "#app/disbursement/own-share/own-share-page.server.ts";
import { leaveForStripe } from "#app/disbursement/stripe/leave-for-stripe.server.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { LeaveForStripe } from "#app/disbursement/stripe-api/to-stripe.tsx";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { NotFound, orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_stripe_leaving_title()} – ${m.house_app_name()}` }];

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** A link asks Stripe for nothing: it leads to the button. */
export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	if (!isOpenToPay(orNotFound(await ownSharePage(db, actor, reference)))) throw new NotFound();
	return null;
}

/** Leads to the page of Stripe on which the business pays its own share. */
export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	const page = `/applications/${reference}/own-share`;
	return leaveForStripe(page, () => ownSharePayPage(ctx, { reference }, stripeClient()));
}

export default function OwnShareContinue() {
	return <LeaveForStripe url={useActionData<typeof action>()?.url} />;
}
