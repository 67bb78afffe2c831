import type { Kysely } from "kysely";
import type { Recipient } from "#app/identity/recipients.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { Tables } from "#db/connection.server.ts";

/** The people of a business who are written to about it, the first to join in front. */
export async function peopleOfBusiness(db: Kysely<Tables>, businessId: string): Promise<Recipient[]> {
	const rows = await db
		.selectFrom("businessMember")
		.innerJoin("person", "person.id", "businessMember.personId")
		.select(["person.id as personId", "person.name", "person.email", "person.locale"])
		.where("businessId", "=", businessId)
		.orderBy("since")
		.orderBy("person.id")
		.execute();
	return rows.map((row) => ({ ...row, locale: row.locale as Locale }));
}
