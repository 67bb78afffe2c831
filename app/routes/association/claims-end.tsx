import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endingForm } from "#app/claim/claim.forms.ts";
import { endClaimsFor } from "#app/claim/ending/end-claims.server.ts";
import { endClaimsForPage } from "#app/claim/ending/end-claims-page.server.ts";
import { EndClaimsForScreen } from "#app/claim/ending/end-claims-screen.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_end_do()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "association_manager");
	return orNotFound(await endClaimsForPage(db, actor, { reference, now: now() }));
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "association_manager"));
	await requireRecent(request);
	return submitted(request, endingForm, async ({ reasons }) => {
		await endClaimsFor(ctx, { reference, reasons });
		return redirect("/association", 303);
	});
}

export default function ClaimsEnd() {
	return <EndClaimsForScreen page={useLoaderData<typeof loader>()} />;
}
