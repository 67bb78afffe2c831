import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { stopReaders } from "#app/claim/stop/stop.access.ts";
import { stopPage } from "#app/desk-finance/stop/stop-page.server.ts";
import { StopScreen } from "#app/desk-finance/stop/stop-screen.tsx";
import { decideStop } from "#app/disbursement/stop/decide-stop.server.ts";
import { stopForm } from "#app/disbursement/stop/stop.forms.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { newlyGivenReason } from "#app/house/refusal.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.disbursement_stop_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...stopReaders);
	const page = orNotFound(await stopPage(db, actor, reference));
	return { page, actor, doors: await doorsIn(db, actor, page) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "programme_officer"));
	await requireRecent(request);
	return submitted(request, stopForm, async (decision) => {
		await decideStop(ctx, { reference, ...decision });
		return redirect(`/city/stops/${reference}`, 303);
	});
}

export default function Stop() {
	const { page, actor } = useLoaderData<typeof loader>();
	return <StopScreen page={page} tooNew={newlyGivenReason(actor, "programme_officer")} />;
}
