import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { confirmForm } from "#app/disbursement/disbursement.forms.ts";
import { openOwnShare } from "#app/disbursement/own-share/open-own-share.server.ts";
import { ownSharePage } from "#app/disbursement/own-share/own-share-page.server.ts";
import { OwnShareScreen } from "#app/disbursement/own-share/own-share-screen.tsx";
import { whyNotLed } from "#app/disbursement/stripe/leave-for-stripe.server.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_own_share_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const page = orNotFound(await ownSharePage(db, actor, reference));
	return { page, isSetUp: stripeClient() !== null, notLed: whyNotLed(request) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	return submitted(request, confirmForm, async () => {
		await openOwnShare(ctx, { reference }, stripeClient());
		return redirect(`/applications/${reference}/own-share`, 303);
	});
}

export default function ApplicationOwnShare() {
	return <OwnShareScreen {...useLoaderData<typeof loader>()} />;
}
