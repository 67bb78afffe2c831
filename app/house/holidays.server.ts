import type { Kysely } from "kysely";
import type { Holidays } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";

/** All holidays, for counting working days. */
export async function readHolidays(db: Kysely<Tables>): Promise<Holidays> {
	const rows = await db.selectFrom("holiday").select("onDate").execute();
	return new Set(rows.map((row) => row.onDate));
}
