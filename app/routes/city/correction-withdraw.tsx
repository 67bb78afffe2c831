import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canEnd } from "#app/correction/correction.access.ts";
import { correctionPage } from "#app/correction/desk/correction-page.server.ts";
import { endCorrection } from "#app/correction/end-correction.server.ts";
import { ConfirmStep } from "#app/disbursement/desk/confirm-step.tsx";
import { confirmForm } from "#app/disbursement/disbursement.forms.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.correction_withdraw_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { page: orNotFound(await correctionPage(db, actor, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	return submitted(request, confirmForm, async () => {
		await endCorrection(ctx, { reference, to: "withdrawn" });
		return redirect(`/finance/corrections/${reference}`, 303);
	});
}

export default function CorrectionWithdraw() {
	const { page, actor } = useLoaderData<typeof loader>();
	const { reference } = page;
	const permission = canEnd(actor, page.asSeen, "withdrawn");
	return (
		<ConfirmStep
			title={<Unbroken text={m.correction_withdraw_title({ reference })} part={reference} />}
			verb={m.correction_withdraw()}
			back={`/finance/corrections/${reference}`}
			disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
		>
			<p>{m.correction_withdraw_text()}</p>
		</ConfirmStep>
	);
}
