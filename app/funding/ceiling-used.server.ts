import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { ceilingOwnerKey } from "./accounts.ts";

/**
 * What applications of a business hold or received in a year, per support item in whole đồng, over all programmes and
 * associations. Items of which nothing is used are 0.
 */
export async function ceilingUsed(
	db: Kysely<Tables>,
	{ taxCode, year, supportItemCodes }: { taxCode: string; year: number; supportItemCodes: readonly string[] },
): Promise<Record<string, bigint>> {
	const keys = supportItemCodes.map((supportItemCode) => ceilingOwnerKey({ taxCode, supportItemCode, year }));
	const rows = await db
		.selectFrom("ledgerAccount")
		.select(["owner", "balanceDong"])
		.where("kind", "=", "ceiling-used")
		.where("book", "=", "ceiling")
		.where("owner", "in", keys.length > 0 ? keys : [""])
		.execute();
	const balances = new Map(rows.map((row) => [row.owner, row.balanceDong]));
	return Object.fromEntries(supportItemCodes.map((code, at) => [code, balances.get(keys[at] ?? "") ?? 0n]));
}
