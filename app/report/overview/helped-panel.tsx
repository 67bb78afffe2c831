import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { Helped, HelpedRow } from "./helped.server.ts";
import { HowCounted } from "./how-counted-link.tsx";

/** Approved applications and money paid, by the size of the business. */
export function HelpedPanel({ helped }: { helped: Helped }) {
	const locale = getLocale();
	const columns: Column<HelpedRow>[] = [
		{
			key: "size",
			head: m.report_column_size(),
			rowHead: true,
			cell: ({ size }) => sizeClassLabel(size, locale),
			total: m.report_overview_helped_total(),
		},
		{
			key: "applications",
			head: m.report_overview_helped_applications(),
			number: true,
			cell: (row) => formatNumber(row.applications, locale),
			total: formatNumber(helped.applications, locale),
		},
		{
			key: "paid",
			head: m.report_overview_helped_paid(),
			number: true,
			cell: (row) => formatDongPlain(row.paidDong, locale),
			total: formatDongPlain(helped.paidDong, locale),
		},
	];
	return (
		<Panel
			title={m.report_overview_helped_title()}
			sub={m.report_overview_helped_sub({ count: helped.noLonger })}
			action={<HowCounted anchor="helped" />}
		>
			<DataTable
				caption={m.report_overview_helped_title()}
				captionHidden
				narrow="table"
				columns={columns}
				rows={helped.rows}
				rowKey={({ size }) => size}
			/>
			<p className="mt-3 text-caption text-ink2">
				{m.report_overview_helped_women({ count: formatNumber(helped.womenOwned, locale) })}
			</p>
		</Panel>
	);
}
