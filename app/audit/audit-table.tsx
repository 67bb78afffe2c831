import { formatDateTime } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { actionName } from "./action-words.ts";
import type { AuditEntry } from "./audit-page.server.ts";

function actorInWords({ actorKind, actorName }: AuditEntry): string {
	if (actorKind === "system") return m.audit_actor_system({ name: actorName });
	return actorKind === "visitor" ? m.audit_actor_visitor() : actorName;
}

/** Facts are kept as the command wrote them: an auditor compares them with what the code says. */
function Facts({ facts }: { facts: AuditEntry["facts"] }) {
	return (
		<ul>
			{Object.entries(facts).map(([name, value]) => (
				<li key={name} className="num break-all text-caption">
					<span className="text-ink2">{name}:</span> {typeof value === "object" ? JSON.stringify(value) : String(value)}
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
		{ key: "about", head: m.audit_about(), cell: ({ subjectLabel }) => subjectLabel },
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
