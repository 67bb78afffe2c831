import type { Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { Affected } from "../affected.server.ts";

/** Writes down where a person works, where that was told. */
export async function setUnit(trx: Transaction<Tables>, { id }: Pick<Affected, "id">, unit = ""): Promise<void> {
	if (unit !== "") await trx.updateTable("person").set({ unit }).where("id", "=", id).execute();
}
