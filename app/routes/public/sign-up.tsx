import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useSearchParams } from "@remix-run/react";
import { begunBy } from "#app/check/begun.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField, TickField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { withTo } from "#app/identity/entrance.ts";
import { resendForm, signUpForm } from "#app/identity/identity.forms.ts";
import { MailOnItsWay } from "#app/identity/mail-on-its-way.tsx";
import { resendConfirmation, signUp } from "#app/identity/sign-up.server.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_sign_up()} – ${m.house_app_name()}` }];

export async function action({ request }: ActionFunctionArgs) {
	const copy = request.clone();
	const carry = begunBy(request);
	const sent = (email: string, again = "") => {
		const to = carry.to ? `&to=${encodeURIComponent(carry.to)}` : "";
		return redirect(`/sign-up?sent=${encodeURIComponent(email)}${again}${to}`, 303);
	};
	if (new URL(request.url).searchParams.has("sent")) {
		return submitted(copy, resendForm, async ({ email }) => {
			await resendConfirmation(request, email, carry);
			return sent(email, "&again=1");
		});
	}
	return submitted(copy, signUpForm, async ({ name, email, password }) => {
		await signUp(request, { name, email, password }, carry);
		return sent(email);
	});
}

export default function SignUp() {
	const [query] = useSearchParams();
	const form = useActionForm(signUpForm);
	const sent = query.get("sent");
	if (sent) return <MailOnItsWay email={sent} />;
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
				<Link to={withTo("/sign-in", query)}>{m.identity_have_account()}</Link>
			</div>
		</ActionFormShell>
	);
}
