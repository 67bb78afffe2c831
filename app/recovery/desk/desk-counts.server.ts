import type { Kysely } from "kysely";
import { financeCounts } from "#app/disbursement/desk/due-claims.server.ts";
import type { FinanceCounts } from "#app/disbursement/desk/finance-tabs.tsx";
import type { Tables } from "#db/connection.server.ts";

/** For the tabs of the finance pages: also how many recoveries are not over. */
export async function deskCounts(db: Kysely<Tables>): Promise<FinanceCounts> {
	const [counts, { recoveries }] = await Promise.all([
		financeCounts(db),
		db
			.selectFrom("recovery")
			.select((eb) => eb.fn.countAll<bigint>().as("recoveries"))
			.where("state", "not in", ["settled", "dropped"])
			.executeTakeFirstOrThrow(),
	]);
	return { ...counts, recoveries: Number(recoveries) };
}
