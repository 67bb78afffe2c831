import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { paymentPage } from "#app/disbursement/desk/payment-page.server.ts";
import { PaymentScreen } from "#app/disbursement/desk/payment-screen.tsx";
import { bankAnswerForm } from "#app/disbursement/disbursement.forms.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { AskBackPanel } from "#app/recovery/desk/ask-back-panel.tsx";
import { askingBack } from "#app/recovery/desk/asking-back.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.reference} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer", "auditor");
	const payment = orNotFound(await paymentPage(db, actor, reference));
	const asking = orNotFound(await askingBack(db, actor, reference, now()));
	return { payment, actor, asking, doors: await doorsIn(db, actor, payment) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, bankAnswerForm, async (input) => {
		await recordAnswer(ctx, { reference, ...input });
		return redirect(`/finance/payments/${reference}/answer`, 303);
	});
}

export default function PaymentAnswer() {
	const { payment, actor, asking } = useLoaderData<typeof loader>();
	return (
		<PaymentScreen payment={payment} actor={actor}>
			<AskBackPanel asking={asking} state={payment.state} />
		</PaymentScreen>
	);
}
