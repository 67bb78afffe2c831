import type { Kysely } from "kysely";
import { config } from "#app/house/config.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { effectiveFrom } from "./roles.rules.ts";

/** From when a role holds that is confirmed now. */
export async function earliestRole(db: Kysely<Tables>, now: Date): Promise<Date> {
	return effectiveFrom(now, config.MONEY_ROLE_DELAY_WORKING_DAYS, await readHolidays(db));
}
