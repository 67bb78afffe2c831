import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { codeForm } from "#app/identity/identity.forms.ts";
import { signInWithCode } from "#app/identity/sign-in.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageTitle } from "#app/ui/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_second_factor()} – ${m.house_app_name()}` }];

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, codeForm, async ({ code }) => {
		const headers = await signInWithCode(request, code);
		return redirect(`/home${new URL(request.url).search}`, { status: 303, headers });
	});
}

export default function SecondFactor() {
	const form = useActionForm(codeForm);
	return (
		<>
			<BackLink to="/sign-in">{m.identity_sign_in()}</BackLink>
			<ActionFormShell form={form}>
				<PageTitle lead={m.identity_second_factor_lead()}>{m.identity_second_factor()}</PageTitle>
				<TextField
					form={form}
					name="code"
					label={m.identity_code()}
					code
					width="w8"
					inputMode="numeric"
					autoComplete="one-time-code"
				/>
				<div className="actions">
					<SubmitButton form={form}>{m.identity_second_factor_submit()}</SubmitButton>
				</div>
			</ActionFormShell>
		</>
	);
}
