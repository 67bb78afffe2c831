import type { MetaDescriptor } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { endSessionsForm, remindForm, reopenForm, startResetForm, suspendForm } from "../proposals/proposal.forms.ts";

const steps = {
	suspend: {
		title: m.people_suspend_title,
		text: m.people_suspend_text,
		verb: m.people_suspend_long,
		form: suspendForm,
		field: "reason",
		label: m.people_reason,
		hint: m.people_suspend_reason_hint,
	},
	reopen: {
		title: m.people_reopen_title,
		text: m.people_reopen_text,
		verb: m.people_reopen_long,
		form: reopenForm,
		field: "reason",
		label: m.people_reason,
		hint: m.people_reopen_reason_hint,
	},
	"reset-factor": {
		title: m.people_reset_title,
		text: m.people_reset_text,
		verb: m.people_reset_start,
		form: startResetForm,
		field: "words",
		label: m.people_checked_how,
		hint: m.people_checked_how_hint,
	},
	sessions: {
		title: m.people_sessions_end_title,
		text: m.people_sessions_end_text,
		verb: m.people_sessions_end,
		form: endSessionsForm,
		field: null,
		label: null,
		hint: null,
	},
	remind: {
		title: m.people_remind_title,
		text: m.people_remind_text,
		verb: m.people_remind,
		form: remindForm,
		field: null,
		label: null,
		hint: null,
	},
};

export type AccountStepName = keyof typeof steps;

/** The title of the page of a step, for its `meta`. */
export function accountStepTitle(step: AccountStepName): MetaDescriptor[] {
	return [{ title: `${steps[step].verb()} – ${m.house_app_name()}` }];
}

type Props = {
	step: AccountStepName;
	person: { id: string; name: string };
	/** Of a step that proposes something: the same id proposes once. */
	proposalId?: string;
	/** The one session that ends, where not all do. */
	sessionId?: string;
	/** Why it cannot be done now. */
	disabledReason?: string;
};

/** Asks once more before an account is suspended or opened again, or its second factor is reset. */
export function AccountStep({ step, person, proposalId, sessionId, disabledReason }: Props) {
	const { title, text, verb, form: schema, field, label, hint } = steps[step];
	const form = useActionForm(schema);
	return (
		<ActionFormShell form={form} className="">
			<ConfirmBox
				title={title({ name: person.name })}
				actions={
					<>
						<SubmitButton
							form={form}
							look={step === "suspend" || step === "sessions" ? "warning" : "primary"}
							disabledReason={disabledReason}
						>
							{verb()}
						</SubmitButton>
						<Link to={`/admin/people/${person.id}`}>{m.people_leave()}</Link>
					</>
				}
			>
				<p>{text()}</p>
				{proposalId === undefined ? null : (
					<HiddenField name="proposalId" value={form.field("proposalId").given || proposalId} />
				)}
				{sessionId === undefined ? null : <HiddenField name="sessionId" value={sessionId} />}
				{field === null ? null : (
					<div className="mt-4">
						<TextAreaField form={form} name={field} label={label()} hint={hint()} rows={3} />
					</div>
				)}
			</ConfirmBox>
		</ActionFormShell>
	);
}
