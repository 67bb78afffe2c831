import { SelectField, TextField } from "#app/form/form-fields.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";
import { bankOptions } from "./business-options.ts";

/** The three fields of `bankAccountForm`; `holder` says whose account it must be. */
export function AccountFields({ form, holder }: { form: ActionForm; holder: string }) {
	return (
		<>
			<SelectField
				form={form}
				name="bankBin"
				label={m.business_field_bank()}
				options={bankOptions()}
				empty={m.business_choose()}
			/>
			<TextField
				form={form}
				name="number"
				label={m.business_field_account_number()}
				hint={m.business_field_account_number_hint()}
				inputMode="numeric"
				autoComplete="off"
				width="w20"
				code
			/>
			<TextField
				form={form}
				name="accountName"
				label={m.business_field_account_name()}
				hint={holder}
				autoComplete="off"
			/>
		</>
	);
}
