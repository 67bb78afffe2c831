import type { Kysely } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";

/** The document by which the city gives an association the task of reviewing, both days included. */
export type Assignment = {
	id: string;
	number: string;
	signedOn: PlainDate;
	validFrom: PlainDate;
	validTo: PlainDate;
	/** The most that it may award under this document, in whole đồng. */
	limitDong: bigint;
};

/**
 * The assignment under which an association may decide on a day, or null: without one it reviews nothing (Decree
 * 80/2021/NĐ-CP, Article 30(3)). Where two overlap, the one signed later.
 */
export async function assignmentInForce(
	db: Kysely<Tables>,
	associationId: string,
	date: PlainDate,
): Promise<Assignment | null> {
	const row = await db
		.selectFrom("associationAssignment")
		.select(["id", "number", "signedOn", "validFrom", "validTo", "limitDong"])
		.where("associationId", "=", associationId)
		.where("validFrom", "<=", date)
		.where("validTo", ">=", date)
		.orderBy("signedOn", "desc")
		.orderBy("validFrom", "desc")
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}
