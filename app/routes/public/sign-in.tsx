import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { entranceOf, withTo } from "#app/identity/entrance.ts";
import { signInForm } from "#app/identity/identity.forms.ts";
import { findActor } from "#app/identity/session.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_sign_in()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await findActor(request);
	return actor ? redirect(entranceOf(actor), 303) : null;
}

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, signInForm, async (input) => {
		const { headers, needsCode } = await signIn(request, input);
		const query = new URL(request.url).search;
		return redirect(`${needsCode ? "/sign-in/second-factor" : "/home"}${query}`, { status: 303, headers });
	});
}

export default function SignIn() {
	const [query] = useSearchParams();
	const form = useActionForm(signInForm);
	return (
		<ActionFormShell form={form}>
			<PageTitle>{m.identity_sign_in()}</PageTitle>
			{query.has("unkept") ? <Notice tone="yellow">{m.house_unkept()}</Notice> : null}
			{query.has("kept") ? <Notice tone="yellow">{m.house_signed_out_kept()}</Notice> : null}
			{query.has("reset") ? <Notice tone="green">{m.identity_reset_done()}</Notice> : null}
			<TextField form={form} name="email" type="email" label={m.identity_email()} autoComplete="username" />
			<TextField
				form={form}
				name="password"
				type="password"
				label={m.identity_password()}
				autoComplete="current-password"
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.identity_sign_in_submit()}</SubmitButton>
				<Link to={withTo("/forgot-password", query)}>{m.identity_forgot()}</Link>
			</div>
			<p>
				<Link to={withTo("/sign-up", query)}>{m.identity_sign_in_new()}</Link>
			</p>
		</ActionFormShell>
	);
}
