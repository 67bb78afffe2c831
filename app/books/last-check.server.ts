import type { Kysely } from "kysely";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import type { BooksResult } from "./verify-books.server.ts";

/** The nightly check is a day old at most; later than this, it has not run. */
const LATE_AFTER_MS = 36 * 3_600_000;

export type LastCheck = {
	at: Date;
	/** Who asked for it; empty for the nightly one. */
	by: string;
	/** How many things were looked at. */
	checked: number;
	wrong: BooksResult[];
	/** No check has run for so long that the nightly one must have failed. */
	late: boolean;
};

/** The latest check of the books, for who reads payments; null before the first, and for everybody else. */
export async function lastCheck(db: Kysely<Tables>, actor: Actor, now: Date): Promise<LastCheck | null> {
	if (!canSeePayments(actor).allowed) return null;
	const row = await db
		.selectFrom("booksCheck")
		.select(["at", "checkedByName", "results"])
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	if (!row) return null;
	const results = row.results as unknown as BooksResult[];
	return {
		at: row.at,
		by: row.checkedByName,
		checked: results.reduce((sum, { checked }) => sum + checked, 0),
		wrong: results.filter(({ wrong }) => wrong > 0),
		late: now.getTime() - row.at.getTime() > LATE_AFTER_MS,
	};
}
