import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TickField } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { groupsForm } from "./business.forms.ts";

/** The priority groups that a business declares itself. */
export function GroupsForm({ saved }: { saved: Given }) {
	const form = useActionForm(groupsForm, { saved });
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.business_groups_lead()}>{m.business_groups_title()}</PageTitle>
			<TickField
				form={form}
				name="womenOwned"
				label={m.business_field_women_owned()}
				hint={m.business_field_women_owned_hint()}
			/>
			<TickField
				form={form}
				name="socialEnterprise"
				label={m.business_field_social_enterprise()}
				hint={m.business_field_social_enterprise_hint()}
			/>
			<p>{m.business_groups_many_women()}</p>
			<LegalSource href="/how-counted#priority">{m.business_groups_source()}</LegalSource>
			<div className="actions">
				<SubmitButton form={form}>{m.business_save()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
