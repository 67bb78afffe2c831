import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { giveUpForm } from "#app/agreement/agreement.forms.ts";
import { agreementPage } from "#app/agreement/agreement-page.server.ts";
import { giveUpAgreement } from "#app/agreement/give-up-agreement.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireActor, requireRecent } from "#app/identity/session.server.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.agreement_give_up_do()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const { terms, giveUp } = orNotFound(await agreementPage(db, actor, reference, now()));
	const declined = terms.parties.filter(({ answer }) => answer === "declined");
	const names = declined.map(({ providerName }) => providerName);
	return { reference, amountDong: terms.amountDong, names, giveUp };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	await requireRecent(request);
	return submitted(request, giveUpForm, async () => {
		await giveUpAgreement(commandContext(actor), { reference });
		return redirect(`/applications/${reference}`, 303);
	});
}

export default function ApplicationAgreementGiveUp() {
	const { reference, amountDong, names, giveUp } = useLoaderData<typeof loader>();
	const form = useActionForm(giveUpForm);
	const back = `/applications/${reference}/agreement`;
	const facts = { name: names.join(", "), amount: formatDong(amountDong, getLocale()) };
	return (
		<>
			<BackLink to={back}>{m.agreement_over()}</BackLink>
			<ActionFormShell form={form} className="">
				<ConfirmBox
					title={m.agreement_give_up_question()}
					actions={
						<>
							<SubmitButton form={form} disabledReason={giveUp.allowed ? undefined : reasonText(giveUp.reason)}>
								{m.agreement_give_up_do()}
							</SubmitButton>
							<Link to={back}>{m.agreement_give_up_keep()}</Link>
						</>
					}
				>
					{names.length > 0 ? <p>{m.agreement_give_up_text(facts)}</p> : null}
				</ConfirmBox>
			</ActionFormShell>
		</>
	);
}
