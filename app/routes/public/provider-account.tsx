import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { providerAccountForm } from "#app/disbursement/disbursement.forms.ts";
import { leaveForStripe, whyNotLed } from "#app/disbursement/stripe/leave-for-stripe.server.ts";
import { formByLink, providerAccountPage } from "#app/disbursement/stripe/payee-form.server.ts";
import { ProviderAccountScreen } from "#app/disbursement/stripe/provider-account-screen.tsx";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { LeaveForStripe } from "#app/disbursement/stripe-api/to-stripe.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { invalid, readPosted } from "#app/house/http.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [
	{ title: `${m.disbursement_provider_account_page()} – ${m.house_app_name()}` },
	{ name: "robots", content: "noindex, nofollow" },
];

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Opening the link asks Stripe for nothing: mail programs and scanners open links too. */
export async function loader({ request }: LoaderFunctionArgs) {
	const { searchParams } = new URL(request.url);
	const token = searchParams.get("token") ?? "";
	return {
		token,
		page: token === "" ? null : await providerAccountPage(db, token, now()),
		cameBack: searchParams.has("back"),
		notLed: whyNotLed(request),
	};
}

/** Leads whoever holds the link to Stripe's own form. Stripe is not told the link: it sends people back to a page without. */
export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext({ visitor: true } as const);
	const read = await readPosted(request, providerAccountForm);
	if (!read.ok) return invalid(read);
	const { token } = read.data;
	const back = `${publicUrl()}/provider-account?back=yes`;
	const page = `/provider-account?token=${encodeURIComponent(token)}`;
	return leaveForStripe(page, () => formByLink(ctx, { token, back }, stripeClient()));
}

export default function ProviderAccount() {
	const answer = useActionData<typeof action>();
	const url = answer && "url" in answer ? answer.url : undefined;
	const shown = useLoaderData<typeof loader>();
	return url ? <LeaveForStripe url={url} /> : <ProviderAccountScreen {...shown} />;
}
