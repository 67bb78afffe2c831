import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { HiddenField, SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { submitted } from "#app/house/http.server.ts";
import { followResetLink } from "#app/identity/accounts/follow-reset-link.server.ts";
import { resetFactorForm } from "#app/identity/proposals/proposal.forms.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.people_reset_link_title()} – ${m.house_app_name()}` }];

export async function action({ request }: ActionFunctionArgs) {
	return submitted(request, resetFactorForm, async (input) =>
		redirect("/account/second-factor", { status: 303, headers: await followResetLink(request, input) }),
	);
}

export default function SecondFactorReset() {
	const [query] = useSearchParams();
	const form = useActionForm(resetFactorForm);
	const token = form.field("token").given || query.get("token");
	if (!token) return <PageTitle lead={m.people_refusal_reset_link()}>{m.people_reset_link_title()}</PageTitle>;
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.people_reset_link_lead()}>{m.people_reset_link_title()}</PageTitle>
			<HiddenField name="token" value={token} />
			<TextField
				form={form}
				name="password"
				type="password"
				label={m.identity_password()}
				autoComplete="current-password"
			/>
			<div className="actions">
				<SubmitButton form={form}>{m.people_reset_link_do()}</SubmitButton>
			</div>
		</ActionFormShell>
	);
}
