import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endingForm } from "#app/claim/claim.forms.ts";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import { cancelPage } from "#app/claim/ending/cancel-page.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton, TextAreaField } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_cancel_submit()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, "association_manager");
	return orNotFound(await cancelPage(db, actor, { reference: params.reference ?? "", now: now() }));
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "association_manager");
	await requireRecent(request);
	return submitted(request, endingForm, async ({ reasons }) => {
		await cancelApplication(commandContext(actor), { reference: params.reference ?? "", reasons });
		return redirect("/association", 303);
	});
}

export default function Cancel() {
	const { reference, approvedDong } = useLoaderData<typeof loader>();
	const form = useActionForm(endingForm);
	const amount = formatDong(approvedDong, getLocale());
	return (
		<ActionFormShell form={form}>
			<PageTitle lead={m.claim_cancel_lead({ amount })}>
				<Unbroken text={m.claim_cancel_title({ reference })} part={reference} />
			</PageTitle>
			<TextAreaField form={form} name="reasons" label={m.claim_cancel_reasons()} hint={m.claim_cancel_reasons_hint()} />
			<div className="actions">
				<SubmitButton form={form} look="warning">
					{m.claim_cancel_submit()}
				</SubmitButton>
				<TextLink to="/association">{m.claim_cancel_keep()}</TextLink>
			</div>
		</ActionFormShell>
	);
}
