import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { extendForm } from "#app/agreement/agreement.forms.ts";
import { agreementPage } from "#app/agreement/agreement-page.server.ts";
import { extendAgreement } from "#app/agreement/extend-agreement.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.agreement_extend_do()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const { lastDay, extendedTo, extend } = orNotFound(await agreementPage(db, actor, reference, now()));
	return { reference, lastDay, extendedTo, extend };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	return submitted(request, extendForm, async () => {
		await extendAgreement(commandContext(actor), { reference });
		return redirect(`/applications/${reference}/agreement`, 303);
	});
}

export default function ApplicationAgreementExtension() {
	const { reference, lastDay, extendedTo, extend } = useLoaderData<typeof loader>();
	const form = useActionForm(extendForm);
	const locale = getLocale();
	const back = `/applications/${reference}/agreement`;
	return (
		<>
			<BackLink to={back}>{m.agreement_over()}</BackLink>
			<ActionFormShell form={form} className="">
				<ConfirmBox
					title={m.agreement_extend_question({ date: formatDate(extendedTo, locale) })}
					actions={
						<>
							<SubmitButton form={form} disabledReason={extend.allowed ? undefined : reasonText(extend.reason)}>
								{m.agreement_extend_do()}
							</SubmitButton>
							<Link to={back}>{m.agreement_extend_keep()}</Link>
						</>
					}
				>
					<p>{m.agreement_extend_text({ date: formatDate(lastDay, locale) })}</p>
				</ConfirmBox>
			</ActionFormShell>
		</>
	);
}
