import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { resetForm } from "#app/identity/identity.forms.ts";
import { resetPassword } from "#app/identity/passwords/reset-password.server.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_reset()} – ${m.house_app_name()}` }];

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, resetForm, async (input) => {
		const { browserCookie } = await resetPassword(request, input);
		return redirect("/sign-in?reset=done", { status: 303, headers: { "Set-Cookie": browserCookie } });
	});
}

export default function ResetPassword() {
	const [query] = useSearchParams();
	const form = useActionForm(resetForm);
	const token = query.get("token");
	if (!token) {
		return (
			<>
				<PageTitle lead={m.identity_reset_link_missing()}>{m.identity_reset()}</PageTitle>
				<Link to="/forgot-password">{m.identity_forgot()}</Link>
			</>
		);
	}
	return (
		<ActionFormShell form={form}>
			<PageTitle>{m.identity_reset()}</PageTitle>
			<HiddenField name="token" value={token} />
			<TextField
				form={form}
				name="password"
				type="password"
				label={m.identity_new_password()}
				hint={m.identity_password_hint()}
				autoComplete="new-password"
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.identity_reset_submit()}</SubmitButton>
				<Link to="/forgot-password">{m.identity_forgot()}</Link>
			</div>
		</ActionFormShell>
	);
}
