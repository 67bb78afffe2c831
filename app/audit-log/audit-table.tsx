import { actionName } from "#app/audit/action-words.ts";
import { actorInWords, factsInWords, type Names } from "#app/audit/fact-words.ts";
import { subjectInWords } from "#app/audit/subject-words.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AuditEntry } from "./audit-page.server.ts";

/** The facts as the command wrote them, in words. */
function Facts({ facts, names }: Pick<AuditEntry, "facts"> & { names: Names }) {
	return (
		<ul className="text-caption">
			{factsInWords(facts, getLocale(), names).map(({ name, term, value }) => (
				<li key={name} className="wrap-anywhere">
					<span className="text-ink2">{term}:</span>{" "}
					<span className="num">
						<LinkedText text={value} />
					</span>
				</li>
			))}
		</ul>
	);
}

/** Entries of the log: when, who, what, about what, with which facts. */
export function AuditTable({ entries, names }: { entries: readonly AuditEntry[]; names: Names }) {
	const locale = getLocale();
	const columns: Column<AuditEntry>[] = [
		{ key: "number", head: m.audit_number(), number: true, rowHead: true, cell: ({ id }) => String(id) },
		{
			key: "at",
			head: m.audit_at(),
			cell: ({ at }) => <span className="num whitespace-nowrap">{formatDateTime(at, locale)}</span>,
		},
		{ key: "who", head: m.audit_who(), cell: actorInWords },
		{ key: "what", head: m.audit_what(), cell: ({ action }) => actionName(action, locale) },
		{ key: "about", head: m.audit_about(), cell: (entry) => <LinkedText text={subjectInWords(entry)} /> },
		{ key: "facts", head: m.audit_facts(), cell: ({ facts }) => <Facts facts={facts} names={names} /> },
	];
	return (
		<DataTable
			caption={m.audit_caption()}
			captionHidden
			columns={columns}
			rows={entries}
			rowKey={({ id }) => String(id)}
		/>
	);
}
