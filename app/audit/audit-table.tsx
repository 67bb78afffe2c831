import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { actionName } from "./action-words.ts";
import type { AuditEntry } from "./audit-page.server.ts";
import { factInWords } from "./fact-words.ts";

function actorInWords({ actorKind, actorName }: AuditEntry): string {
	if (actorKind === "system") return m.audit_actor_system({ name: actorName });
	return actorKind === "visitor" ? m.audit_actor_visitor() : actorName;
}

/** A number of a file stays on one line; names of businesses wrap. */
function Subject({ label }: { label: string }) {
	return /^[A-Z]{2}-\d{4}-\d+$/.test(label) ? <span className="num whitespace-nowrap">{label}</span> : label;
}

/** The facts as the command wrote them, in words. */
function Facts({ facts }: Pick<AuditEntry, "facts">) {
	const told = Object.entries(facts).flatMap(([name, value]) => {
		const fact = factInWords(name, value, getLocale());
		return fact ? [{ name, ...fact }] : [];
	});
	return (
		<ul className="text-caption">
			{told.map(({ name, term, value }) => (
				<li key={name} className="wrap-anywhere">
					<span className="text-ink2">{term}:</span> <span className="num">{value}</span>
				</li>
			))}
		</ul>
	);
}

/** Entries of the log: when, who, what, about what, with which facts. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
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
		{ key: "about", head: m.audit_about(), cell: ({ subjectLabel }) => <Subject label={subjectLabel} /> },
		{ key: "facts", head: m.audit_facts(), cell: ({ facts }) => <Facts facts={facts} /> },
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
