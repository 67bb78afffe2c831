import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { EntryRow } from "./leaf.ts";

/** Lines of the log with all that their leaves are made of. */
export function entryRows(db: Kysely<Tables>) {
	return db
		.selectFrom("auditEntry")
		.select([
			sql<string>`audit_entry.id::text`.as("id"),
			// A Date has milliseconds only.
			sql<string>`to_char(audit_entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("at"),
			...(["actorKind", "actorId", "actorName", "action", "subjectKind", "subjectId", "subjectLabel"] as const),
			...(["requestId", "salt"] as const),
			sql<EntryRow["facts"]>`audit_entry.facts`.as("facts"),
			sql<EntryRow["opened"]>`audit_entry.opened`.as("opened"),
			sql<EntryRow["erased"]>`audit_entry.erased`.as("erased"),
		])
		.$narrowType<EntryRow>();
}
