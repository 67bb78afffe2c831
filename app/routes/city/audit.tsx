import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { FileSpreadsheet } from "lucide-react";
import { actionName, auditActions } from "#app/audit/action-words.ts";
import { auditReaders } from "#app/audit/audit.access.ts";
import { auditFilterForm } from "#app/audit-log/audit.forms.ts";
import { unsafeAuditPage } from "#app/audit-log/audit-page.server.ts";
import { AuditTable } from "#app/audit-log/audit-table.tsx";
import { checkLog } from "#app/audit-log/check-log.server.ts";
import { LastCheckpoint, LogState } from "#app/audit-log/log-state.tsx";
import { doorsIn } from "#app/case-file/doors.server.ts";
import { FilterForm, FilterSelect, FilterText } from "#app/form/filter-form.tsx";
import type { FieldErrors } from "#app/form/read-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { askedPage, readQuery } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { CsvLinks } from "#app/ui/parts/csv-links.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.audit_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...auditReaders);
	const read = readQuery(request, auditFilterForm);
	if (!read.ok) return data({ errors: read.fieldErrors, log: null, doors: {} }, 422);
	const log = await unsafeAuditPage(db, read.data, askedPage(request));
	return data({ errors: {}, log, doors: await doorsIn(db, actor, log) });
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireStaff(request, ...auditReaders);
	await checkLog(commandContext(actor));
	return redirect("/audit", 303);
}

export default function Audit() {
	const { errors, log } = useLoaderData<typeof loader>();
	const [query] = useSearchParams();
	const downloads = (
		<div className="no-print flex flex-wrap gap-x-6 gap-y-2">
			<TextLink file icon={FileSpreadsheet} to={`/audit.xlsx?${query}`}>
				{m.audit_download_xlsx()}
			</TextLink>
			<CsvLinks path="/audit.csv" query={query} label={m.audit_download_csv()} />
		</div>
	);
	const checking = useNavigation().formMethod === "POST";
	return (
		<>
			<PageTitle lead={m.audit_lead()} action={log ? downloads : undefined}>
				{m.audit_title()}
			</PageTitle>
			<div className="grid gap-4">
				{log ? (
					<Panel title={m.audit_proof_title()}>
						<LogState lastCheck={log.lastCheck} />
						<LastCheckpoint checkpoint={log.checkpoint} />
						<Form method="post" className="mt-4">
							<Button small look="secondary" pending={checking}>
								{m.audit_proof_check()}
							</Button>
						</Form>
					</Panel>
				) : null}
				<Panel>
					<AuditFilterForm key={query.toString()} errors={errors} />
				</Panel>
				{log ? <Entries log={log} /> : null}
			</div>
		</>
	);
}

function AuditFilterForm({ errors }: { errors: FieldErrors }) {
	const [query] = useSearchParams();
	const locale = getLocale();
	const bind = (name: string) => ({ name, given: query.get(name) ?? "", error: errors[name] });
	const actions = auditActions.map((action) => ({ value: action, label: actionName(action, locale) }));
	return (
		<FilterForm label={m.audit_filter()} clearHref="/audit" errors={errors}>
			<FilterSelect {...bind("action")} label={m.audit_action()} all={m.audit_action_all()} options={actions} />
			<FilterText {...bind("subject")} label={m.audit_subject()} />
			<FilterText {...bind("person")} label={m.audit_person()} />
			<FilterText {...bind("from")} label={m.audit_from()} day />
			<FilterText {...bind("to")} label={m.audit_to()} day />
		</FilterForm>
	);
}

function Entries({ log }: { log: Awaited<ReturnType<typeof unsafeAuditPage>> }) {
	const [query] = useSearchParams();
	const count = formatNumber(log.count, getLocale());
	const hrefFor = (page: number) => {
		const asked = new URLSearchParams(query);
		asked.set("page", String(page));
		return `?${asked}`;
	};
	const summary = m.audit_rows({ from: log.first, to: log.first + log.entries.length - 1, count });
	return (
		<Panel title={m.audit_entries_title({ count })}>
			{log.entries.length === 0 ? (
				<EmptyState sentence={m.audit_none()} />
			) : (
				<>
					<AuditTable entries={log.entries} names={log.names} />
					<Pagination page={log.page} pages={log.pages} hrefFor={hrefFor} summary={summary} />
				</>
			)}
		</Panel>
	);
}
