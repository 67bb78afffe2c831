import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { declineForm } from "../correction.forms.ts";

/** Declines a correction, with the reason that its proposer reads. */
export function DeclineScreen({ reference, disabledReason }: { reference: string; disabledReason?: string }) {
	const form = useActionForm(declineForm);
	return (
		<>
			<BackLink to={`/finance/corrections/${reference}`}>{reference}</BackLink>
			<PageTitle>
				<Unbroken text={m.correction_decline_title({ reference })} part={reference} />
			</PageTitle>
			<Panel rule="yellow">
				<ActionFormShell form={form}>
					<TextAreaField
						form={form}
						name="reason"
						label={m.correction_decline_reason()}
						hint={m.correction_decline_hint()}
						rows={3}
					/>
					<div className="actions">
						<SubmitButton form={form} disabledReason={disabledReason}>
							{m.correction_decline()}
						</SubmitButton>
					</div>
				</ActionFormShell>
			</Panel>
		</>
	);
}
