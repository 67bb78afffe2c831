import type { Kysely } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { openProgrammes, type ProgrammeInForce, programmeUnderVersion } from "./programme-in-force.server.ts";

/** The rules to show to everybody: those of the open programme, else the last that came into force; null before the first. */
export async function latestRules(db: Kysely<Tables>, date: PlainDate): Promise<ProgrammeInForce | null> {
	const [open] = await openProgrammes(db, date);
	if (open) return open;
	const last = await db
		.selectFrom("programmeVersion")
		.select("id")
		.where("effectiveFrom", "<=", date)
		.orderBy("effectiveFrom", "desc")
		.limit(1)
		.executeTakeFirst();
	return last ? programmeUnderVersion(db, last.id) : null;
}
