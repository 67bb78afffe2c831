import { Check, ClockAlert, Hourglass } from "lucide-react";
import { formatDongPlain, sumDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { PartDue, Standing } from "./recovery.rules.ts";

/** The parts in which a recovery is paid back: when, how much, and what receipts have covered, the oldest part first. */
export function PartsTable({ standing: { parts }, roomy }: { standing: Standing; roomy?: boolean }) {
	const locale = getLocale();
	const total = (of: (part: PartDue) => bigint) => formatDongPlain(sumDong(parts.map(of)), locale);
	const columns: Column<PartDue>[] = [
		{
			key: "due",
			head: m.recovery_column_due(),
			rowHead: true,
			cell: ({ number, dueOn }) => (
				<span className="num whitespace-nowrap">
					{parts.length > 1
						? m.recovery_part_on({ number, date: formatDate(dueOn, locale) })
						: formatDate(dueOn, locale)}
				</span>
			),
			total: m.recovery_total(),
		},
		{
			key: "amount",
			head: m.recovery_column_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, locale),
			total: total(({ amountDong }) => amountDong),
		},
		{
			key: "covered",
			head: m.recovery_column_received(),
			number: true,
			cell: ({ coveredDong }) => formatDongPlain(coveredDong, locale),
			total: total(({ coveredDong }) => coveredDong),
		},
		{ key: "state", head: m.recovery_column_state(), cell: (part) => <PartTag part={part} />, total: "" },
	];
	return (
		<DataTable
			caption={m.recovery_parts_title()}
			captionHidden
			columns={columns}
			rows={parts}
			rowKey={({ number }) => number}
			rowTone={({ state }) => (state === "overdue" ? "red" : undefined)}
			roomy={roomy}
		/>
	);
}

function PartTag({ part: { state } }: { part: PartDue }) {
	if (state === "covered") {
		return (
			<Tag icon={Check} tone="green">
				{m.recovery_part_covered()}
			</Tag>
		);
	}
	return state === "overdue" ? (
		<Tag icon={ClockAlert} tone="red">
			{m.recovery_overdue()}
		</Tag>
	) : (
		<Tag icon={Hourglass} tone="outline">
			{m.recovery_part_open()}
		</Tag>
	);
}
