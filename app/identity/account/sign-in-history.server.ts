import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** So many are shown; the log keeps all of them. */
const SHOWN = 50;

export type HistoryEntry = {
	id: bigint;
	at: Date;
	action: string;
	/** Who did it: the person, somebody who was not signed in, or another person or part of the system by name. */
	by: "self" | "visitor" | { name: string };
	facts: Record<string, unknown>;
};

function ownEntries(db: Kysely<Tables>, personId: string) {
	return db
		.selectFrom("auditEntry")
		.where("subjectKind", "=", "person")
		.where("subjectId", "=", personId)
		.where("action", "like", "identity.%");
}

/** How many things the log tells of a person's own account. */
export async function countHistory(db: Kysely<Tables>, personId: string): Promise<number> {
	const { count } = await ownEntries(db, personId)
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** The latest things that happened with a person's own account, newest first, from the audit log. */
export async function signInHistory(db: Kysely<Tables>, personId: string): Promise<HistoryEntry[]> {
	const rows = await ownEntries(db, personId)
		.select(["id", "at", "action", "actorKind", "actorId", "actorName", "facts"])
		.orderBy("id", "desc")
		.limit(SHOWN)
		.execute();
	return rows.map(({ actorKind, actorId, actorName, facts, ...entry }) => ({
		...entry,
		by: actorId === personId ? "self" : actorKind === "visitor" ? "visitor" : { name: actorName },
		facts: facts as Record<string, unknown>,
	}));
}
