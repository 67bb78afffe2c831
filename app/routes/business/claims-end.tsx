import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endClaimsForm } from "#app/claim/claim.forms.ts";
import { endClaims } from "#app/claim/ending/end-claims.server.ts";
import { endClaimsPage } from "#app/claim/ending/end-claims-page.server.ts";
import { EndClaimsScreen } from "#app/claim/ending/end-claims-screen.tsx";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor, requireRecent } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_end_do()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	return orNotFound(await endClaimsPage(db, await requireActor(request), reference));
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	await requireRecent(request);
	return submitted(request, endClaimsForm, async () => {
		await endClaims(ctx, { reference });
		return redirect(`/applications/${reference}/money`, 303);
	});
}

export default function ClaimsEnd() {
	return <EndClaimsScreen page={useLoaderData<typeof loader>()} />;
}
