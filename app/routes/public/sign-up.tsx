import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField, TickField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { signUpForm } from "#app/identity/identity.forms.ts";
import { signUp } from "#app/identity/sign-up.server.ts";
import { PageTitle } from "#app/ui/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_sign_up()} – ${m.house_app_name()}` }];

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, signUpForm, async (input) => {
		await signUp(request, { name: input.name, email: input.email, password: input.password });
		return redirect(`/sign-up?sent=${encodeURIComponent(input.email)}`, 303);
	});
}

export default function SignUp() {
	const [query] = useSearchParams();
	const form = useActionForm(signUpForm);
	const sent = query.get("sent");
	if (sent) return <PageTitle lead={m.identity_check_mail_text({ email: sent })}>{m.identity_check_mail()}</PageTitle>;
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.identity_sign_up_lead()}>{m.identity_sign_up()}</PageTitle>
			<TextField form={form} name="name" label={m.identity_name()} autoComplete="name" width="full" />
			<TextField
				form={form}
				name="email"
				type="email"
				label={m.identity_email()}
				hint={m.identity_email_hint()}
				autoComplete="email"
			/>
			<TextField
				form={form}
				name="password"
				type="password"
				label={m.identity_password()}
				hint={m.identity_password_hint()}
				autoComplete="new-password"
			/>
			<TickField form={form} name="consent" label={m.identity_consent()} hint={m.identity_consent_hint()} />
			<div className="actions">
				<SubmitButton form={form}>{m.identity_sign_up_submit()}</SubmitButton>
				<Link to="/sign-in">{m.identity_have_account()}</Link>
			</div>
		</ActionFormShell>
	);
}
