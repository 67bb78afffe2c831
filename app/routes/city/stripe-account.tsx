import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { holderForm } from "#app/disbursement/disbursement.forms.ts";
import { confirmHolder, stripeAccountPage } from "#app/disbursement/stripe/confirm-holder.server.ts";
import { HolderScreen } from "#app/disbursement/stripe/holder-screen.tsx";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_holder_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { account = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	return { page: orNotFound(await stripeAccountPage(db, actor, account)), actor, isSetUp: stripeClient() !== null };
}

export async function action({ request, params: { account: stripeId = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, holderForm, async ({ seal }) => {
		await confirmHolder(ctx, { stripeId, seal }, stripeClient());
		return redirect(`/finance/stripe-accounts/${stripeId}`, 303);
	});
}

export default function StripeAccount() {
	return <HolderScreen {...useLoaderData<typeof loader>()} />;
}
