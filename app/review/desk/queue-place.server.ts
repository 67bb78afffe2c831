import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { queuedRows } from "./queue-page.server.ts";

/** Where a file stands among those to review, in the order of the programme's rules. */
export type QueuePlace = {
	/** From 1; null once it is not among them. */
	place: number | null;
	of: number;
	/** The next one that the person can work on; after the last the first again. */
	next: string | null;
};

/** The place of a file in the reviewer's queue, and the file that comes after it. */
export async function queuePlace(db: Kysely<Tables>, actor: Actor, reference: string, now: Date): Promise<QueuePlace> {
	const rows = await queuedRows(db, actor, now);
	const at = rows.findIndex((row) => row.reference === reference);
	const after = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))].filter(({ isWorkable }) => isWorkable);
	return { place: at < 0 ? null : at + 1, of: rows.length, next: after[0]?.reference ?? null };
}
