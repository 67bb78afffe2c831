import { Link } from "@remix-run/react";
import { associationName } from "#app/association/association-name.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ApplicationListRow } from "./application-list.server.ts";
import { StateTag } from "./state-tag.tsx";

function amountOf({ approvedDong, allowedDong }: ApplicationListRow): string {
	const locale = getLocale();
	if (approvedDong !== null) return m.application_list_approved({ amount: formatDong(approvedDong, locale) });
	if (allowedDong !== null) return m.application_list_allowed({ amount: formatDong(allowedDong, locale) });
	return m.application_list_no_amount();
}

function dayOf({ submittedAt, savedAt }: ApplicationListRow): string {
	const locale = getLocale();
	return submittedAt
		? m.application_list_submitted_on({ date: formatDate(submittedAt, locale) })
		: m.application_list_saved_on({ date: formatDate(savedAt, locale) });
}

function columns(): Column<ApplicationListRow>[] {
	const locale = getLocale();
	return [
		{
			key: "reference",
			head: m.application_list_reference(),
			rowHead: true,
			cell: (row) => (
				<>
					<Link to={`/applications/${row.reference}`} className="num whitespace-nowrap">
						{row.reference}
					</Link>
					<div className="font-normal text-ink2 text-small">
						{locale === "vi" ? row.programme.nameVi : row.programme.nameEn}
					</div>
				</>
			),
		},
		{
			key: "association",
			head: m.application_list_association(),
			cell: (row) =>
				row.association ? associationName(row.association, locale) : m.application_check_association_none(),
		},
		{ key: "state", head: m.application_list_state(), cell: (row) => <State row={row} /> },
		{ key: "day", head: m.application_list_day(), cell: dayOf },
		{ key: "amount", head: m.application_list_amount(), number: true, cell: amountOf },
	];
}

/** A draft can be given up from here: a business may have only so many of them. */
function State({ row: { reference, state } }: { row: ApplicationListRow }) {
	return (
		<>
			<StateTag state={state} />
			{state === "draft" ? (
				<div className="mt-1 text-small">
					<Link to={`/applications/${reference}/withdraw`}>
						{m.application_tasks_discard()}
						<span className="sr-only"> {reference}</span>
					</Link>
				</div>
			) : null}
		</>
	);
}

/** The applications of a business, newest first. */
export function ApplicationsTable({ rows }: { rows: ApplicationListRow[] }) {
	return (
		<DataTable
			caption={m.application_list_caption()}
			captionHidden
			columns={columns()}
			rows={rows}
			rowKey={(row) => row.reference}
			roomy
		/>
	);
}
