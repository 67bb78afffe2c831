import type { Kysely } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Programme } from "./programme-in-force.server.ts";

/** The programme that opens next after a day; null where none is known. */
export async function nextProgramme(db: Kysely<Tables>, date: PlainDate): Promise<Programme | null> {
	const row = await db
		.selectFrom("programme")
		.select(["id", "nameVi", "nameEn", "opensOn", "closesOn"])
		.where("opensOn", ">", date)
		.orderBy("opensOn")
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}
