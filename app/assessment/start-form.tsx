import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { assessmentIdForm } from "./assessment.forms.ts";

type Props = {
	/** Made by the loader, so that a second press starts nothing more. */
	newId: string;
	/** A later assessment beside earlier ones: no longer the page's main step. */
	again?: boolean;
};

/** Starts a questionnaire. */
export function StartForm({ newId, again }: Props) {
	const form = useActionForm(assessmentIdForm);
	return (
		<ActionFormShell form={form} action="/assess">
			<HiddenField name="assessmentId" value={newId} />
			<div className="actions">
				<SubmitButton form={form} look={again ? "secondary" : "primary"}>
					{again ? m.assessment_start_again() : m.assessment_start()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
