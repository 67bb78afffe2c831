import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { DateField, HiddenField, RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { findingForm } from "../review.forms.ts";
import { type Condition, findingResults } from "./finding.rules.ts";
import { resultLabel } from "./finding-words.ts";

type Props = { reference: string; condition: Condition; findingId: string; today: PlainDate };

/** What the reviewer found on one condition, and where and when they looked; the day is today unless they say otherwise. */
export function FindingForm({ reference, condition, findingId, today }: Props) {
	const [year = "", month = "", day = ""] = today.split("-");
	const saved = { "lookedOn.day": day, "lookedOn.month": month, "lookedOn.year": year };
	const form = useActionForm(findingForm, { form: "finding", saved });
	return (
		<ActionFormShell
			form={form}
			action={`/review/${reference}/findings?condition=${condition.id}`}
			className="form form-dense"
		>
			<HiddenField name="findingId" value={findingId} />
			<HiddenField name="condition" value={condition.id} />
			<RadioField
				form={form}
				name="result"
				label={m.review_finding_result()}
				look="inline"
				choices={findingResults.map((value) => ({ value, label: resultLabel(value, getLocale()) }))}
			/>
			<TextAreaField
				form={form}
				name="lookedAt"
				rows={2}
				label={m.review_finding_looked_at()}
				hint={m.review_finding_looked_at_hint()}
			/>
			<div className="flex w-full flex-wrap items-end justify-between gap-3">
				<DateField form={form} name="lookedOn" label={m.review_finding_looked_on()} />
				<SubmitButton form={form} look="secondary">
					{m.review_finding_save()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
