import type { Kysely } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";

/** What lets an association decide on public money: a document with a number, days and a limit in whole đồng. */
export type Assignment = {
	number: string;
	signedOn: PlainDate;
	validFrom: PlainDate;
	validTo: PlainDate;
	limitDong: bigint;
};

/**
 * The assignment of an association that holds on a day, both its days included; null where none does
 * (Decree 80/2021/NĐ-CP, Article 30(3)).
 */
export async function assignmentInForce(
	db: Kysely<Tables>,
	associationId: string,
	date: PlainDate,
): Promise<Assignment | null> {
	const row = await db
		.selectFrom("associationAssignment")
		.select(["number", "signedOn", "validFrom", "validTo", "limitDong"])
		.where("associationId", "=", associationId)
		.where("validFrom", "<=", date)
		.where("validTo", ">=", date)
		.orderBy("signedOn", "desc")
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}
