import type { Kysely, Transaction } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownHolidays } from "./holidays.ts";

/** Fills in holidays that are not in the table; those that the office entered or changed stay as they are. */
export async function installHolidays(trx: Transaction<Tables>): Promise<void> {
	await trx
		.insertInto("holiday")
		.values([...knownHolidays])
		.onConflict((conflict) => conflict.column("onDate").doNothing())
		.execute();
}

/** All holidays, for counting working days. */
export async function readHolidays(db: Kysely<Tables>): Promise<ReadonlySet<PlainDate>> {
	const rows = await db.selectFrom("holiday").select("onDate").execute();
	return new Set(rows.map((row) => row.onDate as unknown as PlainDate));
}
