import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, RadioField, SelectField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import type { Given } from "#app/form/read-form.ts";
import { useActionForm } from "#app/form/use-action-form.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { registrationForm } from "./business.forms.ts";
import { businessKindOptions, sectionOptions, wardOptions } from "./business-options.ts";

/** The registration as it stands in the national register. `saved` always holds the `businessId` to save under. */
export function RegistrationForm({ saved, first }: { saved: Given; first: boolean }) {
	const form = useActionForm(registrationForm, { saved });
	const locale = getLocale();
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.business_registration_lead()}>{m.business_registration_title()}</PageTitle>
			<HiddenField name="businessId" value={form.field("businessId").given} />
			<RadioField form={form} name="kind" label={m.business_field_kind()} choices={businessKindOptions(locale)} />
			<TextField
				form={form}
				name="taxCode"
				label={m.business_field_tax_code()}
				hint={m.business_field_tax_code_hint()}
				inputMode="numeric"
				width="w14"
				code
			/>
			<TextField
				form={form}
				name="legalName"
				label={m.business_field_legal_name()}
				hint={m.business_field_legal_name_hint()}
				autoComplete="organization"
			/>
			<SelectField
				form={form}
				name="section"
				label={m.business_field_section()}
				hint={m.business_field_section_hint()}
				options={sectionOptions(locale)}
				empty={m.business_choose()}
			/>
			<TextField form={form} name="street" label={m.business_field_street()} autoComplete="street-address" />
			<SelectField
				form={form}
				name="wardCode"
				label={m.business_field_ward()}
				hint={m.business_field_ward_hint()}
				options={wardOptions(locale)}
				empty={m.business_choose()}
				width="w20"
			/>
			<TextField
				form={form}
				name="phone"
				type="tel"
				inputMode="tel"
				label={m.business_field_phone()}
				autoComplete="tel"
				width="w14"
				optional
				code
			/>
			<div className="actions">
				<SubmitButton form={form}>{first ? m.business_save_and_continue() : m.business_save()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
