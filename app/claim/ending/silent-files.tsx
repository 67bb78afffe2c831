import { Link } from "@remix-run/react";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { SILENT_DAYS } from "../claim.access.ts";
import type { SilentFile } from "./silent-files.server.ts";

/** What waits for a business that claims nothing more and does not say so; nothing where there is none. */
export function SilentFiles({ files }: { files: SilentFile[] }) {
	if (files.length === 0) return null;
	const locale = getLocale();
	const columns: Column<SilentFile>[] = [
		{
			key: "reference",
			head: m.review_column_reference(),
			rowHead: true,
			cell: ReferenceLink,
		},
		{ key: "business", head: m.review_column_business(), cell: ({ legalName }) => legalName },
		{
			key: "left",
			head: m.review_desk_left(),
			number: true,
			cell: ({ leftDong }) => formatDongPlain(leftDong, locale),
		},
		{
			key: "moved",
			head: m.review_desk_moved_on(),
			number: true,
			cell: ({ movedOn }) => formatDate(movedOn, locale),
		},
		{
			key: "end",
			head: m.review_desk_end(),
			cell: ({ reference, may }) =>
				may === "end" ? (
					<Link
						to={`/association/applications/${reference}/claims/end`}
						aria-label={m.review_desk_end_of({ reference })}
					>
						{m.review_desk_end()}
					</Link>
				) : (
					<Link
						to={`/association/applications/${reference}/cancel`}
						aria-label={m.review_desk_cancel_of({ reference })}
					>
						{m.review_desk_cancel()}
					</Link>
				),
		},
	];
	return (
		<Panel title={m.review_desk_silent()} sub={m.review_desk_silent_sub({ count: SILENT_DAYS })}>
			<DataTable
				caption={m.review_desk_silent()}
				captionHidden
				columns={columns}
				rows={files}
				rowKey={({ reference }) => reference}
			/>
		</Panel>
	);
}
