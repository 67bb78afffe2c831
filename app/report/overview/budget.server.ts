import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** Where the money of a programme stands, by the ledger. The first five are the budget, to the đồng. */
export type ProgrammeBudget = {
	paidDong: bigint;
	/** Agreed, and not paid yet. */
	signedDong: bigint;
	/** Approved, and not agreed yet. */
	reservedDong: bigint;
	/** What associations may still award. */
	availableDong: bigint;
	/** What no association was given yet. */
	unallottedDong: bigint;
	budgetDong: bigint;
};

export async function programmeBudget(db: Kysely<Tables>, programmeId: string): Promise<ProgrammeBudget> {
	const rows = await db
		.selectFrom("ledgerAccount")
		.select(["kind", ({ fn }) => fn.sum<string>("balanceDong").as("sum")])
		.where((eb) =>
			eb.or([
				eb("book", "=", programmeId),
				eb(
					"book",
					"in",
					eb.selectFrom("envelope").select(sql<string>`id::text`.as("book")).where("programmeId", "=", programmeId),
				),
			]),
		)
		.groupBy("kind")
		.execute();
	const of = (kind: string) => BigInt(rows.find((row) => row.kind === kind)?.sum ?? 0);
	return {
		// What was paid ahead is out of the purse; what is kept back is not.
		paidDong: of("paid") + of("advanced"),
		signedDong: of("committed") + of("payable") + of("retained"),
		reservedDong: of("reserved"),
		availableDong: of("available"),
		unallottedDong: of("unallotted"),
		// The account of what was granted is the only one that goes below zero.
		budgetDong: -of("appropriation"),
	};
}
