import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { confirmCorrection } from "#app/correction/confirm-correction.server.ts";
import { canEnd } from "#app/correction/correction.access.ts";
import { correctedThing } from "#app/correction/correction-text.ts";
import { correctionPage } from "#app/correction/desk/correction-page.server.ts";
import { ConfirmStep } from "#app/disbursement/desk/confirm-step.tsx";
import { confirmForm } from "#app/disbursement/disbursement.forms.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { newlyGivenReason, reasonText } from "#app/house/refusal.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.correction_confirm_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { page: orNotFound(await correctionPage(db, actor, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, confirmForm, async () => {
		await confirmCorrection(ctx, { reference }, stripeClient());
		return redirect(`/finance/corrections/${reference}`, 303);
	});
}

export default function CorrectionConfirm() {
	const { page, actor } = useLoaderData<typeof loader>();
	const { reference, subject, booked } = page;
	const permission = canEnd(actor, page.asSeen, "confirmed");
	return (
		<ConfirmStep
			title={<Unbroken text={m.correction_confirm_title({ reference })} part={reference} />}
			verb={m.correction_confirm()}
			back={`/finance/corrections/${reference}`}
			disabledReason={permission.allowed ? newlyGivenReason(actor, "finance_officer") : reasonText(permission.reason)}
		>
			<p>
				<Unbroken text={`${correctedThing(subject)}, ${subject.businessName}.`} part={subject.of} />
			</p>
			<p className="mt-2">{m.correction_confirm_text({ amount: formatDong(booked.amountDong, getLocale()) })}</p>
		</ConfirmStep>
	);
}
