import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { newAddressForm } from "#app/identity/account/account.forms.ts";
import { askAddress } from "#app/identity/account/address/ask-address.server.ts";
import { requireRecent } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_address_change()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor } = await requireRecent(request);
	return { email: actor.email };
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor } = await requireRecent(request);
	return submitted(request, newAddressForm, async ({ email }) => {
		await askAddress(commandContext(actor), { email });
		return redirect("/account?done=address-asked", 303);
	});
}

export default function Email() {
	const { email } = useLoaderData<typeof loader>();
	const form = useActionForm(newAddressForm);
	return (
		<>
			<BackLink to="/account">{m.account_page()}</BackLink>
			<ActionFormShell form={form}>
				<PageTitle lead={m.account_address_change_lead()}>{m.account_address_change()}</PageTitle>
				<p>
					<span className="block text-ink2 text-small">{m.account_address_now()}</span>
					<span className="break-words font-semibold">{email}</span>
				</p>
				<TextField
					form={form}
					name="email"
					type="email"
					label={m.account_address_new()}
					hint={m.account_address_new_hint()}
					autoComplete="email"
				/>
				<div className="actions">
					<SubmitButton form={form}>{m.account_address_change_submit()}</SubmitButton>
				</div>
			</ActionFormShell>
		</>
	);
}
