import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { forgotForm } from "#app/identity/identity.forms.ts";
import { askPasswordReset } from "#app/identity/passwords/reset-password.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_forgot()} – ${m.house_app_name()}` }];

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, forgotForm, async ({ email }) => {
		await askPasswordReset(request, email);
		return redirect(`/forgot-password?sent=${encodeURIComponent(email)}`, 303);
	});
}

export default function ForgotPassword() {
	const [query] = useSearchParams();
	const form = useActionForm(forgotForm);
	const sent = query.get("sent");
	if (sent) return <PageTitle lead={m.identity_forgot_sent({ email: sent })}>{m.identity_forgot_mail()}</PageTitle>;
	return (
		<>
			<BackLink to="/sign-in">{m.identity_sign_in()}</BackLink>
			<ActionFormShell form={form}>
				<PageTitle lead={m.identity_forgot_lead()}>{m.identity_forgot()}</PageTitle>
				<TextField form={form} name="email" type="email" label={m.identity_email()} autoComplete="email" />
				<div className="actions">
					<SubmitButton form={form}>{m.identity_forgot_submit()}</SubmitButton>
				</div>
			</ActionFormShell>
		</>
	);
}
