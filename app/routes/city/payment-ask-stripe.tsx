import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmStep } from "#app/disbursement/desk/confirm-step.tsx";
import { paymentPage } from "#app/disbursement/desk/payment-page.server.ts";
import { confirmForm } from "#app/disbursement/disbursement.forms.ts";
import { askStripeNow } from "#app/disbursement/stripe/ask-now.server.ts";
import { stripeClient } from "#app/disbursement/stripe-api/client.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { NotFound, orNotFound } from "#app/kernel/not-found.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.disbursement_stripe_ask()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const payment = orNotFound(await paymentPage(db, await requireStaff(request, "finance_officer"), reference));
	if (payment.rail !== "stripe") throw new NotFound();
	return { reference, isSetUp: stripeClient() !== null };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, confirmForm, async () => {
		await askStripeNow(ctx, { reference }, stripeClient());
		return redirect(`/finance/payments/${reference}/answer`, 303);
	});
}

export default function PaymentAskStripe() {
	const { reference, isSetUp } = useLoaderData<typeof loader>();
	return (
		<ConfirmStep
			title={`${m.disbursement_stripe_ask()}: ${reference}`}
			verb={m.disbursement_stripe_ask()}
			back={`/finance/payments/${reference}/answer`}
			disabledReason={isSetUp ? undefined : reasonText("disbursement_refusal_stripe_off")}
		>
			<p>{m.disbursement_stripe_ask_text()}</p>
		</ConfirmStep>
	);
}
