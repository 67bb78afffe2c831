import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { DateField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { reasonText } from "#app/house/refusal.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { bankAnswerForm } from "../disbursement.forms.ts";
import type { PaymentPage } from "./payment-page.server.ts";

/** What the bank said. Once it is not known, only paid or returned can follow. */
export function BankAnswerForm({
	payment: { state, ownBusiness },
}: {
	payment: Pick<PaymentPage, "state" | "ownBusiness">;
}) {
	const form = useActionForm(bankAnswerForm);
	const unknown = {
		value: "unknown",
		label: m.disbursement_answer_unknown(),
		hint: m.disbursement_answer_unknown_hint(),
	};
	return (
		<Panel rule="yellow" title={m.disbursement_answer_title()}>
			<ActionFormShell form={form}>
				<RadioField
					form={form}
					name="answer"
					label={m.disbursement_answer_question()}
					choices={[
						{ value: "paid", label: m.disbursement_answer_paid(), hint: m.disbursement_answer_paid_hint() },
						{ value: "failed", label: m.disbursement_answer_failed(), hint: m.disbursement_answer_failed_hint() },
						...(state === "unknown" ? [] : [unknown]),
					]}
				/>
				<DateField
					form={form}
					name="on"
					label={m.disbursement_answer_day()}
					hint={m.disbursement_answer_day_hint()}
					optional="sometimes"
				/>
				<TextAreaField
					form={form}
					name="said"
					label={m.disbursement_answer_said()}
					hint={m.disbursement_answer_said_hint()}
					rows={3}
					optional="sometimes"
				/>
				<div className="actions">
					<SubmitButton
						form={form}
						disabledReason={ownBusiness ? reasonText("disbursement_refusal_paid_to_you") : undefined}
					>
						{m.disbursement_answer_record()}
					</SubmitButton>
				</div>
			</ActionFormShell>
		</Panel>
	);
}
