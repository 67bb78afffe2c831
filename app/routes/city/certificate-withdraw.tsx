import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { certificateKeepers } from "#app/certificate/certificate.access.ts";
import { withdrawForm } from "#app/certificate/certificate.forms.ts";
import { kindName } from "#app/certificate/certificate-words.ts";
import { verifyCode } from "#app/certificate/verification.server.ts";
import { replaceCertificate, withdrawCertificate } from "#app/certificate/withdraw-certificate.server.ts";
import { whatWouldStop } from "#app/disbursement/stop/open-claims.server.ts";
import { WhatStopsPanel } from "#app/disbursement/stop/what-stops.tsx";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { RadioField, SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { formatVerificationCode } from "#app/kernel/verification-code.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.certificate_withdraw_title()} – ${m.house_app_name()}` }];

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
	await requireStaff(request, ...certificateKeepers);
	const found = orNotFound(await verifyCode(db, code));
	return { ...found, stopping: await whatWouldStop(db, found.facts.reference) };
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...certificateKeepers));
	return submitted(request, withdrawForm, async ({ reason, instead }) => {
		if (instead === "new") return redirect(`/verify/${await replaceCertificate(ctx, { code, reason })}`, 303);
		await withdrawCertificate(ctx, { code, reason });
		return redirect(`/verify/${code}`, 303);
	});
}

export default function WithdrawCertificate() {
	const { code, kind, facts, stopping } = useLoaderData<typeof loader>();
	const form = useActionForm(withdrawForm);
	return (
		<>
			<BackLink to={`/verify/${code}`}>{m.certificate_back()}</BackLink>
			<PageTitle lead={`${kindName(kind, getLocale())}, ${facts.business.name}, ${facts.reference}`}>
				{m.certificate_withdraw_question({ code: formatVerificationCode(code) })}
			</PageTitle>
			<div className="mb-4">
				<WhatStopsPanel {...stopping} />
			</div>
			<Panel>
				<ActionFormShell form={form}>
					<TextAreaField
						form={form}
						name="reason"
						label={m.certificate_reason()}
						hint={m.certificate_reason_hint()}
						rows={4}
					/>
					<RadioField
						form={form}
						name="instead"
						label={m.certificate_instead()}
						choices={[
							{ value: "nothing", label: m.certificate_instead_nothing() },
							{ value: "new", label: m.certificate_instead_new(), hint: m.certificate_instead_new_hint() },
						]}
					/>
					<div className="actions">
						<SubmitButton form={form} look="warning">
							{m.certificate_withdraw()}
						</SubmitButton>
					</div>
				</ActionFormShell>
			</Panel>
		</>
	);
}
