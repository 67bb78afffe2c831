import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { tryAgain } from "#app/mail/unsent/try-again.server.ts";
import { tryAgainForm } from "#app/mail/unsent/unsent.forms.ts";
import { unsafeGivenUpJobs, unsafeUnsentMails } from "#app/mail/unsent/unsent-page.server.ts";
import { GivenUpJobTable, UnsentMailTable } from "#app/mail/unsent/unsent-tables.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.mail_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	await requireStaff(request, "administrator");
	const [unsent, jobs] = await Promise.all([unsafeUnsentMails(db), unsafeGivenUpJobs(db)]);
	return { unsent, jobs, sends: config.SMTP_URL !== undefined };
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireStaff(request, "administrator");
	return submitted(request, tryAgainForm, async ({ what }) => {
		const count = await tryAgain(commandContext(actor), what);
		return redirect(`/admin/mails?again=${count}`, 303);
	});
}

export default function Mails() {
	const { unsent, jobs, sends } = useLoaderData<typeof loader>();
	const [query] = useSearchParams();
	const form = useActionForm(tryAgainForm);
	const locale = getLocale();
	const again = Number(query.get("again"));
	const gaveUp = jobs.length > 0 || (sends && unsent.mails.some(({ state }) => state === "given-up"));
	const { mails, count } = unsent;
	const shown = m.mail_unsent_sub({ shown: formatNumber(mails.length, locale), count: formatNumber(count, locale) });
	return (
		<ActionFormShell form={form} className="grid gap-4">
			<PageTitle lead={m.mail_lead()}>{m.mail_title()}</PageTitle>
			{again > 0 ? <Notice tone="green">{m.mail_again_done({ count: formatNumber(again, locale) })}</Notice> : null}
			{gaveUp ? (
				<div>
					<SubmitButton form={form} name="what" value="all" formNoValidate>
						{m.mail_all_again()}
					</SubmitButton>
				</div>
			) : null}
			<Panel title={m.mail_unsent()} sub={sends && count > 0 ? shown : undefined}>
				{!sends ? (
					<EmptyState sentence={m.mail_no_server({ count: formatNumber(count, locale) })} />
				) : mails.length === 0 ? (
					<EmptyState sentence={m.mail_none()} />
				) : (
					<UnsentMailTable mails={mails} form={form} />
				)}
			</Panel>
			<Panel title={m.mail_jobs()} sub={m.mail_jobs_sub()}>
				{jobs.length === 0 ? <EmptyState sentence={m.mail_no_jobs()} /> : <GivenUpJobTable jobs={jobs} form={form} />}
			</Panel>
		</ActionFormShell>
	);
}
