import { formatDongPlain } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { columnText } from "../correction-text.ts";
import type { BookedRows, PostingRow } from "./correction-page.server.ts";

/** "9:14, 16/11/2026, Lê Thị Sen": when a transfer was booked, and by whom. */
export function bookedBy(at: Date, who: string | null): string {
	return m.correction_booked_sub({ at: formatDateTime(at, getLocale()), who: who ?? m.correction_system() });
}

type Props = {
	booked: BookedRows;
	/** Over the mirrored rows: that they will be booked, or are. */
	reversalTitle: string;
	reversalSub?: string;
};

/** What was booked and what reverses it, both as rows of the ledger. */
export function PostingPanels({ booked, reversalTitle, reversalSub }: Props) {
	return (
		<>
			<Panel title={m.correction_booked()} sub={bookedBy(booked.at, booked.who)}>
				<PostingTable caption={m.correction_booked()} rows={booked.rows} />
			</Panel>
			<Panel title={reversalTitle} sub={reversalSub}>
				<PostingTable caption={reversalTitle} rows={booked.reversal} />
			</Panel>
		</>
	);
}

function PostingTable({ caption, rows }: { caption: string; rows: readonly PostingRow[] }) {
	const amount = (amountDong: bigint) => (amountDong > 0n ? formatDongPlain(amountDong, getLocale()) : "");
	const columns: Column<PostingRow>[] = [
		{ key: "column", head: m.correction_column_account(), rowHead: true, cell: ({ column }) => columnText(column) },
		{ key: "in", head: m.correction_column_in(), number: true, cell: ({ amountDong }) => amount(amountDong) },
		{ key: "out", head: m.correction_column_out(), number: true, cell: ({ amountDong }) => amount(-amountDong) },
	];
	return (
		<DataTable
			caption={caption}
			captionHidden
			narrow="table"
			columns={columns}
			rows={rows}
			rowKey={({ column }) => column}
		/>
	);
}
