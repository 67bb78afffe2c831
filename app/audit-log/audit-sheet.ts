import { actionName } from "#app/audit/action-words.ts";
import { actorInWords, factsInWords, type Names } from "#app/audit/fact-words.ts";
import { subjectInWords } from "#app/audit/subject-words.ts";
import type { SheetColumn } from "#app/house/sheets.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { AuditFilter } from "./audit.forms.ts";
import type { ExportedEntry } from "./audit-page.server.ts";

/** The columns of the exported log: those of the page, and the hashes that tie a line to the one before. */
export function auditColumns(locale: Locale, names: Names): SheetColumn<ExportedEntry>[] {
	const text = (head: string, cell: (row: ExportedEntry) => string, width = 20): SheetColumn<ExportedEntry> => ({
		head,
		kind: "text",
		cell,
		width,
	});
	return [
		// As text: a sum of numbers of lines means nothing.
		text(m.audit_number(), ({ id }) => String(id), 10),
		text(m.audit_at(), ({ at }) => formatDateTime(at, locale)),
		text(m.audit_who(), actorInWords, 24),
		text(m.audit_what(), ({ action }) => actionName(action, locale), 32),
		text(m.audit_about(), subjectInWords, 28),
		text(
			m.audit_facts(),
			({ facts }) =>
				factsInWords(facts, locale, names)
					.map(({ term, value }) => `${term}: ${value}`)
					.join("; "),
			60,
		),
		text(m.audit_position(), ({ position }) => (position === null ? "" : String(position)), 10),
		text(m.audit_hash(), ({ hash }) => hash?.toString("hex") ?? "", 66),
	];
}

/** Which lines a sheet has, a line each. */
export function auditFilterInWords({ action, subject, person, from, to }: AuditFilter, locale: Locale): string[] {
	const said: [label: string, value: string][] = [
		[m.audit_action(), action && actionName(action, locale)],
		[m.audit_subject(), subject],
		[m.audit_person(), person],
		[m.audit_from(), from ? formatDate(from, locale) : ""],
		[m.audit_to(), to ? formatDate(to, locale) : ""],
	];
	const chosen = said.flatMap(([label, value]) => (value === "" ? [] : [`${label}: ${value}`]));
	return chosen.length > 0 ? chosen : [m.audit_sheet_all()];
}
