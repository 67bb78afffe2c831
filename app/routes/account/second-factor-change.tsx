import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { changePhone } from "#app/identity/account/factor/change-phone.server.ts";
import { findNextSecret } from "#app/identity/account/factor/start-phone-change.server.ts";
import { codeForm } from "#app/identity/identity.forms.ts";
import { KeyPicture } from "#app/identity/second-factor/key-picture.tsx";
import { keyPicture } from "#app/identity/second-factor/set-up.server.ts";
import { requireRecent } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_factor_change()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor } = await requireRecent(request);
	const secret = await findNextSecret(commandContext(actor));
	if (!secret) throw redirect("/account/second-factor/new-phone", 303);
	return { key: keyPicture(secret, actor.email) };
}

export async function action({ request }: ActionFunctionArgs) {
	const { id: sessionId, actor } = await requireRecent(request);
	return submitted(request, codeForm, async ({ code }) => {
		await changePhone(commandContext(actor), { code, sessionId });
		return redirect("/account?done=phone", 303);
	});
}

export default function SecondFactorChange() {
	const { key } = useLoaderData<typeof loader>();
	const form = useActionForm(codeForm);
	return (
		<>
			<BackLink to="/account">{m.account_page()}</BackLink>
			<ActionFormShell form={form}>
				<PageTitle lead={m.account_factor_change_lead()}>{m.account_factor_change()}</PageTitle>
				<KeyPicture picture={key} />
				<TextField
					form={form}
					name="code"
					label={m.identity_set_up_confirm()}
					code
					width="w8"
					inputMode="numeric"
					autoComplete="one-time-code"
				/>
				<div className="actions">
					<SubmitButton form={form}>{m.account_factor_change_submit()}</SubmitButton>
				</div>
			</ActionFormShell>
		</>
	);
}
