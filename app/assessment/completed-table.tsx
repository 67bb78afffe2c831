import { Link } from "@remix-run/react";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Pagination } from "#app/ui/parts/pagination.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { CompletedPage, CompletedRow } from "./overview-page.server.ts";

/** A page of the results, newest first, each leading to its page. */
export function CompletedTable({ completed }: { completed: CompletedPage }) {
	const { rows, first, total, page, pages } = completed;
	const locale = getLocale();
	const columns: Column<CompletedRow>[] = [
		{
			key: "date",
			head: m.assessment_column_date(),
			rowHead: true,
			cell: (row) => (
				<Link to={`/assess/result/${row.id}`} className="num">
					{formatDate(row.completedAt, locale)}
				</Link>
			),
		},
		{
			key: "level",
			head: m.assessment_column_result(),
			cell: (row) => m.assessment_result_title({ level: row.level, name: row.levelName[locale] }),
		},
		{
			key: "score",
			head: m.assessment_column_points(),
			number: true,
			cell: (row) => formatNumber(row.scoreTenths / 10, locale),
		},
	];
	return (
		<>
			<DataTable
				caption={m.assessment_list_caption()}
				captionHidden
				columns={columns}
				rows={rows}
				rowKey={(row) => row.id}
				roomy
			/>
			{pages > 1 ? (
				<Pagination
					page={page}
					pages={pages}
					hrefFor={(asked) => `?page=${asked}#results`}
					summary={m.assessment_list_shown({ first, last: first + rows.length - 1, count: total })}
				/>
			) : null}
		</>
	);
}
