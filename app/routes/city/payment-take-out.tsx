import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { paymentPage } from "#app/disbursement/desk/payment-page.server.ts";
import { canTakeOut } from "#app/disbursement/disbursement.access.ts";
import { takeOutForm } from "#app/disbursement/stop/stop.forms.ts";
import { takeOut } from "#app/disbursement/stop/take-out.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.disbursement_take_out()} ${params.reference} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { payment: orNotFound(await paymentPage(db, actor, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	return submitted(request, takeOutForm, async ({ reason }) => {
		const batch = await takeOut(ctx, { reference, reason });
		return redirect(`/finance/batches/${batch}`, 303);
	});
}

export default function PaymentTakeOut() {
	const { payment, actor } = useLoaderData<typeof loader>();
	const { reference, batch, state } = payment;
	const form = useActionForm(takeOutForm);
	const permission = canTakeOut(actor, { state, batched: batch !== null });
	return (
		<>
			<BackLink to={batch ? `/finance/batches/${batch}` : "/finance"}>{batch ?? m.disbursement_due_title()}</BackLink>
			<PageTitle lead={m.disbursement_take_out_text()}>
				{m.disbursement_take_out_title({ payment: reference, batch: batch ?? "–" })}
			</PageTitle>
			<Panel>
				<ActionFormShell form={form}>
					<TextAreaField form={form} name="reason" rows={3} label={m.disbursement_take_out_reason()} />
					<div className="actions">
						<SubmitButton form={form} disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}>
							{m.disbursement_take_out()}
						</SubmitButton>
					</div>
				</ActionFormShell>
			</Panel>
		</>
	);
}
