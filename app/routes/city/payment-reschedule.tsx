import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmStep } from "#app/disbursement/desk/confirm-step.tsx";
import { paymentPage } from "#app/disbursement/desk/payment-page.server.ts";
import { canReschedule } from "#app/disbursement/disbursement.access.ts";
import { confirmForm } from "#app/disbursement/disbursement.forms.ts";
import { maskedAccount } from "#app/disbursement/disbursement-text.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.disbursement_reschedule_title({ payment: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { payment: orNotFound(await paymentPage(db, actor, reference)), actor };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, confirmForm, async () => {
		await reschedule(ctx, { reference });
		return redirect("/finance", 303);
	});
}

export default function PaymentReschedule() {
	const { payment, actor } = useLoaderData<typeof loader>();
	const { reference, newLast4, last4, stripeAccount } = payment;
	const permission = canReschedule(actor, payment);
	return (
		<ConfirmStep
			title={m.disbursement_reschedule_title({ payment: reference })}
			verb={m.disbursement_reschedule()}
			back={`/finance/payments/${reference}/answer`}
			disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
		>
			<p>{m.disbursement_reschedule_text()}</p>
			<p className="mt-2">
				{stripeAccount
					? m.disbursement_reschedule_stripe({ account: stripeAccount })
					: newLast4
						? m.disbursement_reschedule_new_account({ account: maskedAccount(newLast4) })
						: m.disbursement_reschedule_same_account({ account: maskedAccount(last4) })}
			</p>
		</ConfirmStep>
	);
}
