import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { askProviderForm } from "#app/agreement/agreement.forms.ts";
import { agreementPage } from "#app/agreement/agreement-page.server.ts";
import { askProvider } from "#app/agreement/provider/ask-provider.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.agreement_ask_do()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "", id = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const { terms, asks } = orNotFound(await agreementPage(db, actor, reference, now()));
	const { providerName: name, email, answer } = orNotFound(terms.parties.find((party) => party.id === id));
	return { reference, name, email, asks: answer === "accepted" ? null : asks };
}

export async function action({ request, params: { reference = "", id = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	return submitted(request, askProviderForm, async ({ email }) => {
		await askProvider(commandContext(actor), { reference, partyId: id, email });
		return redirect(`/applications/${reference}/agreement`, 303);
	});
}

export default function ApplicationAgreementProvider() {
	const { reference, name, email, asks } = useLoaderData<typeof loader>();
	const form = useActionForm(askProviderForm, { saved: { email } });
	const back = `/applications/${reference}/agreement`;
	const reason = asks === null ? m.house_refusal_moved_on() : asks.allowed ? undefined : reasonText(asks.reason);
	return (
		<>
			<BackLink to={back}>{m.agreement_over()}</BackLink>
			<ActionFormShell form={form}>
				<PageTitle lead={m.agreement_ask_text()}>{m.agreement_ask_title({ name })}</PageTitle>
				<TextField
					form={form}
					name="email"
					type="email"
					label={m.agreement_ask_email()}
					hint={m.agreement_provider_email_hint()}
				/>
				<div className="actions">
					<SubmitButton form={form} disabledReason={reason}>
						{m.agreement_ask_do()}
					</SubmitButton>
					<Link to={back}>{m.agreement_ask_keep()}</Link>
				</div>
			</ActionFormShell>
		</>
	);
}
