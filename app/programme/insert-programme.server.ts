import type { Insertable, Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** Writes a scheme down. Its money is opened with it (app/funding/create-programme.server.ts). */
export async function insertProgramme(
	trx: Transaction<Tables>,
	programme: Insertable<Tables["programme"]>,
): Promise<void> {
	await trx.insertInto("programme").values(programme).execute();
}
