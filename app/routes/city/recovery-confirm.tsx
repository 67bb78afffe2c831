import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmStep } from "#app/disbursement/desk/confirm-step.tsx";
import { confirmForm } from "#app/disbursement/disbursement.forms.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { recoveryPage } from "#app/recovery/desk/recovery-page.server.ts";
import { Typed } from "#app/ui/parts/typed.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.recovery_confirm_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "finance_officer");
	return { recovery: orNotFound(await recoveryPage(db, actor, reference, now())) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, confirmForm, async () => {
		await confirmNotice(ctx, { reference });
		return redirect(`/finance/recoveries/${reference}`, 303);
	});
}

export default function RecoveryConfirm() {
	const { reference, amountDong, businessName, reason, answerBy, dueOn, confirm, tooNew } =
		useLoaderData<typeof loader>().recovery;
	const locale = getLocale();
	const dates = { answerBy: formatDate(answerBy, locale), due: formatDate(dueOn, locale) };
	return (
		<ConfirmStep
			title={<Unbroken text={m.recovery_confirm_title({ reference })} part={reference} />}
			verb={m.recovery_confirm_do()}
			back={`/finance/recoveries/${reference}`}
			disabledReason={confirm.allowed ? tooNew : reasonText(confirm.reason)}
		>
			<p>{m.recovery_confirm_text({ business: businessName, amount: formatDong(amountDong, locale), ...dates })}</p>
			<blockquote className="timeline-quote mt-3 whitespace-pre-line">
				<Typed text={reason} />
			</blockquote>
		</ConfirmStep>
	);
}
