import type { Transaction } from "kysely";
import { fillInHolidays } from "#app/house/holidays.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { knownHolidays } from "./holidays.ts";

/** Fills in holidays that are not in the table; those that the office entered or changed stay as they are. */
export async function installHolidays(trx: Transaction<Tables>): Promise<void> {
	await fillInHolidays(trx, knownHolidays);
}
