import { associationName } from "#app/association/association-name.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SelectField, SubmitButton } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AssociationFacts } from "./association-facts.ts";
import { AssociationTable } from "./association-table.tsx";
import type { ChannelChoice } from "./channel-choices.server.ts";
import { channelForm, startForm } from "./draft.forms.ts";

type Props = {
	choices: ChannelChoice[];
	facts: AssociationFacts[];
	saved?: Given;
	/** Of the draft that this form opens; without it the form changes one. */
	applicationId?: string;
	/** Why it cannot be changed any more. */
	closed?: string;
};

/** To which programme, and through whom. A programme that is the only one is chosen already. */
export function ChannelForm({ choices, facts, saved, applicationId, closed }: Props) {
	const locale = getLocale();
	const only: Given = choices.length === 1 ? { programmeId: choices[0]?.programme.id ?? "" } : {};
	const form = useActionForm(applicationId ? startForm : channelForm, { saved: { ...only, ...saved } });
	const associations = new Map(choices.flatMap((choice) => choice.associations.map((each) => [each.id, each])));
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.application_new_lead()}>
				{applicationId ? m.application_new_title() : m.application_channel_title()}
			</PageTitle>
			{applicationId ? <HiddenField name="applicationId" value={applicationId} /> : null}
			<RadioField
				form={form}
				name="programmeId"
				label={m.application_channel_programme()}
				choices={choices.map(({ programme }) => ({
					value: programme.id,
					label: locale === "vi" ? programme.nameVi : programme.nameEn,
					hint: m.application_channel_window({
						opensOn: formatDate(programme.opensOn, locale),
						closesOn: formatDate(programme.closesOn, locale),
					}),
				}))}
			/>
			<SelectField
				form={form}
				name="associationId"
				label={m.application_channel_association()}
				hint={m.application_channel_association_hint()}
				empty={m.application_channel_choose()}
				searchable
				options={[...associations.values()].map((association) => ({
					value: association.id,
					label: associationName(association, locale),
				}))}
			/>
			<AssociationTable choices={choices} associations={[...associations.values()]} facts={facts} />
			<div className="actions">
				<SubmitButton form={form} disabledReason={closed}>
					{applicationId ? m.application_new_start() : m.application_channel_save()}
				</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
