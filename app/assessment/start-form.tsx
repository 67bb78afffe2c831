import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { startAssessmentForm } from "./assessment.forms.ts";

type Props = {
	/** Made by the loader, so that a second press starts nothing more. */
	newId: string;
	/** A later assessment beside earlier ones: no longer the page's main step. */
	again?: boolean;
	/** The result whose questions for later are to be answered now, and how many they are. */
	from?: string;
	skipped?: number;
};

/** Starts a questionnaire. */
export function StartForm({ newId, again, from, skipped = 0 }: Props) {
	const form = useActionForm(startAssessmentForm);
	return (
		<ActionFormShell form={form} action="/assess">
			<HiddenField name="assessmentId" value={newId} />
			{from ? <HiddenField name="from" value={from} /> : null}
			<div className="actions">
				<SubmitButton form={form} look={again || from ? "secondary" : "primary"}>
					{from
						? m.assessment_answer_skipped({ count: skipped })
						: again
							? m.assessment_start_again()
							: m.assessment_start()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
