import { Link, useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";
import { codeOrBackupForm, passwordForm } from "./identity.forms.ts";
import { CodeField } from "./second-factor/code-field.tsx";

function Kept() {
	const [query] = useSearchParams();
	if (query.has("unkept")) return <Notice tone="yellow">{m.house_unkept()}</Notice>;
	return query.has("kept") ? <Notice tone="yellow">{m.identity_confirm_kept()}</Notice> : null;
}

/** Asks a signed-in person for the password once more. */
export function ConfirmByPassword() {
	const form = useActionForm(passwordForm);
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.identity_confirm_lead_password()}>{m.identity_confirm()}</PageTitle>
			<Kept />
			<TextField
				form={form}
				name="password"
				type="password"
				label={m.identity_password()}
				autoComplete="current-password"
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.identity_confirm_submit()}</SubmitButton>
				<Link to="/forgot-password">{m.identity_forgot()}</Link>
			</div>
		</ActionFormShell>
	);
}

/** Asks a signed-in person who has a second factor for a code. */
export function ConfirmByCode() {
	const form = useActionForm(codeOrBackupForm);
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.identity_confirm_lead_code()}>{m.identity_confirm()}</PageTitle>
			<Kept />
			<CodeField form={form} />
			<div className="actions">
				<SubmitButton form={form}>{m.identity_confirm_submit()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
