import type { Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { Affected } from "../affected.server.ts";

/** Lets a person sign in again. */
export async function reopenAccount(trx: Transaction<Tables>, { id }: Affected): Promise<void> {
	const open = { suspendedAt: null, suspendedBy: null, suspendedByName: null, suspendedWhy: null };
	await trx.updateTable("person").set(open).where("id", "=", id).execute();
}
