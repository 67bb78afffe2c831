import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextField, TickField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { acceptForm } from "./agreement.forms.ts";
import type { AgreementPage } from "./agreement-page.server.ts";

type Props = Pick<AgreementPage, "providers"> & {
	/** Of the approval whose terms are shown. */
	decisionId: string;
	/** Working days that the providers get. */
	providerDays: number;
	/** Why it can't be accepted by this person. */
	reason: string | undefined;
};

/** Where the business accepts: as what, where its providers are reached, and the two statements. */
export function AcceptForm({ decisionId, providers, providerDays, reason }: Props) {
	const saved = Object.fromEntries(providers.map(({ email }, at) => [`providers.${at}.email`, email]));
	const form = useActionForm(acceptForm, { saved });
	return (
		<ActionFormShell form={form} summaryTitle={(count) => m.agreement_summary({ count })}>
			<HiddenField name="decisionId" value={decisionId} />
			{providers.length > 0 ? (
				<fieldset className="form m-0 min-w-0 border-0 p-0">
					<legend className="mb-2 font-bold text-lead">{m.agreement_providers_title()}</legend>
					<p>{m.agreement_providers_text({ count: providerDays })}</p>
					{providers.map(({ taxCode, name }, at) => (
						<div key={taxCode}>
							<HiddenField name={`providers.${at}.taxCode`} value={taxCode} />
							<TextField
								form={form}
								name={`providers.${at}.email`}
								type="email"
								label={m.agreement_provider_email({ name })}
								hint={m.agreement_provider_email_hint()}
							/>
						</div>
					))}
				</fieldset>
			) : null}
			<TextField
				form={form}
				name="position"
				label={m.agreement_position()}
				hint={m.agreement_position_hint()}
				autoComplete="organization-title"
				width="w20"
			/>
			<TickField form={form} name="rightToBind" label={m.agreement_tick_right()} />
			<TickField form={form} name="terms" label={m.agreement_tick_terms()} />
			<p className="text-small">{m.agreement_kind_of_signature()}</p>
			<SubmitButton form={form} disabledReason={reason}>
				{m.agreement_accept()}
			</SubmitButton>
		</ActionFormShell>
	);
}
