import { actionName } from "#app/audit/action-words.ts";
import { factInWords } from "#app/audit/fact-words.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { HistoryEntry } from "./sign-in-history.server.ts";

function byWhom({ by }: HistoryEntry): string {
	if (by === "self") return m.account_history_by_you();
	return by === "visitor" ? m.account_history_by_nobody() : by.name;
}

function details({ facts }: HistoryEntry): string {
	return Object.entries(facts)
		.map(([name, value]) => factInWords(name, value, getLocale()))
		.filter((fact) => fact !== null)
		.map(({ term, value }) => `${term}: ${value}`)
		.join("; ");
}

/** What happened with one's own account, newest first. */
export function HistoryTable({ entries }: { entries: HistoryEntry[] }) {
	const columns: Column<HistoryEntry>[] = [
		{
			key: "when",
			head: m.account_history_when(),
			cell: (entry) => <span className="num">{formatDateTime(entry.at, getLocale())}</span>,
			rowHead: true,
		},
		{ key: "what", head: m.account_history_what(), cell: (entry) => actionName(entry.action, getLocale()) },
		{ key: "by", head: m.account_history_by(), cell: byWhom },
		{ key: "how", head: m.account_history_how(), cell: details },
	];
	return (
		<DataTable
			caption={m.account_history_caption()}
			captionHidden
			columns={columns}
			rows={entries}
			rowKey={(entry) => String(entry.id)}
			roomy
		/>
	);
}
