import type { Insertable, Kysely, Transaction } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { type Holidays, isWeekend } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";

/** All days that are not what their weekday says, for counting working days. */
export async function readHolidays(db: Kysely<Tables>): Promise<Holidays> {
	const rows = await db.selectFrom("holiday").select(["onDate", "isWorked"]).where("isDropped", "=", false).execute();
	return new Set(rows.filter(({ onDate, isWorked }) => isWorked === isWeekend(onDate)).map(({ onDate }) => onDate));
}

type Holiday = Insertable<Tables["holiday"]>;

/** Fills in days that are not known yet; those that somebody entered or changed stay as they are. */
export async function fillInHolidays(trx: Transaction<Tables>, holidays: readonly Holiday[]): Promise<void> {
	await trx
		.insertInto("holiday")
		.values([...holidays])
		.onConflict((conflict) => conflict.column("onDate").doNothing())
		.execute();
}

/** Says of days that they are no ordinary ones, and why; what was said of them before is replaced. */
export async function enterHolidays(
	trx: Transaction<Tables>,
	days: readonly PlainDate[],
	about: Omit<Holiday, "onDate" | "isDropped">,
): Promise<void> {
	const facts = { ...about, isDropped: false };
	await trx
		.insertInto("holiday")
		.values(days.map((onDate) => ({ onDate, ...facts })))
		.onConflict((conflict) => conflict.column("onDate").doUpdateSet(facts))
		.execute();
}

/** Makes days ordinary again. */
export async function dropHolidays(trx: Transaction<Tables>, days: readonly PlainDate[]): Promise<void> {
	await trx.updateTable("holiday").set({ isDropped: true }).where("onDate", "in", days).execute();
}
