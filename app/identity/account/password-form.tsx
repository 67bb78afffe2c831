import { useState } from "react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { Checkbox } from "#app/ui/parts/checkbox.tsx";
import { m } from "#messages/messages.js";
import { changePasswordForm } from "./account.forms.ts";

/** The present password and the new one. Stands on the account's page, and on its own page when something is to be mended. */
export function PasswordForm({ look = "secondary" }: { look?: "primary" | "secondary" }) {
	const form = useActionForm(changePasswordForm, { form: "password" });
	const [shown, setShown] = useState(false);
	const type = shown ? "text" : "password";
	return (
		<ActionFormShell form={form} action="/account/password">
			<TextField
				form={form}
				name="currentPassword"
				type={type}
				label={m.account_password_now()}
				autoComplete="current-password"
			/>
			<TextField
				form={form}
				name="password"
				type={type}
				label={m.account_password_new()}
				hint={m.identity_password_hint()}
				autoComplete="new-password"
			/>
			{form.alive ? (
				<Checkbox checked={shown} onChange={(event) => setShown(event.currentTarget.checked)}>
					{m.account_password_show()}
				</Checkbox>
			) : null}
			<div>
				<SubmitButton form={form} look={look} wide>
					{m.account_password_submit()}
				</SubmitButton>
				<p className="mt-2 text-ink2 text-small">{m.account_password_after()}</p>
			</div>
		</ActionFormShell>
	);
}
