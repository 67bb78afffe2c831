import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { canWithdraw } from "#app/application/application.access.ts";
import { withdrawForm } from "#app/application/draft/draft.forms.ts";
import { findOwnApplication } from "#app/application/visible-applications.server.ts";
import { withdrawApplication } from "#app/application/withdraw-application.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.application_withdraw_title({ reference: params.reference ?? "" })} – ${m.house_app_name()}` },
];

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireActor(request);
	const { state, submittedAt } = orNotFound(await findOwnApplication(db, actor, reference));
	return { reference, state, draft: submittedAt === null };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const actor = await requireActor(request);
	return submitted(request, withdrawForm, async () => {
		await limitRate("submission", actor.personId);
		await withdrawApplication(commandContext(actor), { reference });
		return redirect(`/applications/${reference}`, 303);
	});
}

export default function ApplicationWithdraw() {
	const { reference, state, draft } = useLoaderData<typeof loader>();
	const form = useActionForm(withdrawForm);
	const permission = canWithdraw({ state });
	const title = draft ? m.application_withdraw_title_draft : m.application_withdraw_title;
	return (
		<>
			<BackLink to={`/applications/${reference}`}>{m.application_status_over({ reference })}</BackLink>
			<ActionFormShell form={form} className="">
				<ConfirmBox
					title={<Unbroken text={title({ reference })} part={reference} />}
					actions={
						<>
							<SubmitButton
								form={form}
								look="warning"
								disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
							>
								{draft ? m.application_withdraw_do_draft() : m.application_withdraw_do()}
							</SubmitButton>
							<Link to={`/applications/${reference}`}>{m.application_withdraw_keep()}</Link>
						</>
					}
				>
					<p>{draft ? m.application_withdraw_text_draft() : m.application_withdraw_text()}</p>
				</ConfirmBox>
			</ActionFormShell>
		</>
	);
}
