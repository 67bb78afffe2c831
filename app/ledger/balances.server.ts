import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { AccountName } from "./post-transfer.server.ts";

/** The balance of an account in whole đồng; 0 where it was never opened. */
export async function balanceOf(db: Kysely<Tables>, name: AccountName): Promise<bigint> {
	const row = await db
		.selectFrom("ledgerAccount")
		.select("balanceDong")
		.where("kind", "=", name.kind)
		.where("book", "=", name.book)
		.where("owner", "=", name.owner)
		.executeTakeFirst();
	return row?.balanceDong ?? 0n;
}

/** Sums of a book by kind of account, in whole đồng. */
export async function balancesOfBook(db: Kysely<Tables>, book: string): Promise<Map<string, bigint>> {
	const rows = await db
		.selectFrom("ledgerAccount")
		.select(["kind", (eb) => eb.fn.sum<string>("balanceDong").as("total")])
		.where("book", "=", book)
		.groupBy("kind")
		.execute();
	return new Map(rows.map((row) => [row.kind, BigInt(row.total)]));
}
