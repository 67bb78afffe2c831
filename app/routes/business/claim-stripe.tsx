import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { payeeAccountForms } from "#app/disbursement/disbursement.forms.ts";
import { whyNotLed } from "#app/disbursement/stripe/leave-for-stripe.server.ts";
import { preparePayeeAccount } from "#app/disbursement/stripe/open-account.server.ts";
import { PayeeAtStripeScreen } from "#app/disbursement/stripe/payee-at-stripe.tsx";
import { mailFormToProvider } from "#app/disbursement/stripe/payee-form.server.ts";
import { payeeAtStripePage } from "#app/disbursement/stripe/stripe-account.server.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor, requireRecent } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_stripe_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const page = orNotFound(await payeeAtStripePage(db, actor, reference));
	return { page, isSetUp: stripeClient() !== null, notLed: whyNotLed(request) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	await requireRecent(request);
	return submitted(request, payeeAccountForms, async ({ form }) => {
		if (form === "mail") await mailFormToProvider(ctx, { reference });
		else await preparePayeeAccount(ctx, stripeClient(), { reference });
		return redirect(`/claims/${reference}/stripe`, 303);
	});
}

export default function ClaimStripe() {
	return <PayeeAtStripeScreen {...useLoaderData<typeof loader>()} />;
}
