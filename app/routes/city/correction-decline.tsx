import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canEnd } from "#app/correction/correction.access.ts";
import { declineForm } from "#app/correction/correction.forms.ts";
import { correctionPage } from "#app/correction/desk/correction-page.server.ts";
import { DeclineScreen } from "#app/correction/desk/decline-screen.tsx";
import { endCorrection } from "#app/correction/end-correction.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.correction_decline_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { page: orNotFound(await correctionPage(db, actor, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	return submitted(request, declineForm, async ({ reason }) => {
		await endCorrection(ctx, { reference, to: "declined", reason });
		return redirect(`/finance/corrections/${reference}`, 303);
	});
}

export default function CorrectionDecline() {
	const { page, actor } = useLoaderData<typeof loader>();
	const permission = canEnd(actor, page.asSeen, "declined");
	return (
		<DeclineScreen
			reference={page.reference}
			disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
		/>
	);
}
