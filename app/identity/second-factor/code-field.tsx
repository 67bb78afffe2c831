import { TextField } from "#app/form/form-fields.tsx";
import type { ActionForm } from "#app/form/use-action-form.ts";
import { m } from "#messages/messages.js";

/** Where somebody shows their second factor: a code of the app, or one of the backup codes. */
export function CodeField({ form }: { form: ActionForm }) {
	return (
		<TextField
			form={form}
			name="code"
			label={m.identity_code_or_backup()}
			hint={m.identity_code_or_backup_hint()}
			code
			width="w14"
			autoComplete="one-time-code"
		/>
	);
}
