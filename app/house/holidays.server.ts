import type { Kysely } from "kysely";
import { type Holidays, isWeekend } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";

/** All days that are not what their weekday says, for counting working days. */
export async function readHolidays(db: Kysely<Tables>): Promise<Holidays> {
	const rows = await db.selectFrom("holiday").select(["onDate", "isWorked"]).where("isDropped", "=", false).execute();
	return new Set(rows.filter(({ onDate, isWorked }) => isWorked === isWeekend(onDate)).map(({ onDate }) => onDate));
}
