import { type Kysely, sql } from "kysely";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Association } from "./association-name.ts";

function associations(db: Kysely<Tables>) {
	return db.selectFrom("association").select(["id", "shortName", "nameVi", "nameEn", "parentId"]);
}

/** The association, also a closed one, or null. */
export async function findAssociation(db: Kysely<Tables>, id: string): Promise<Association | null> {
	const row = await associations(db).where("id", "=", id).executeTakeFirst();
	return row ?? null;
}

/** Those with the given ids, in the order of the city's list. */
export async function associationNames(db: Kysely<Tables>, ids: readonly string[]): Promise<Association[]> {
	return await associations(db).where("id", "=", sql<string>`any(${ids})`).orderBy("position").orderBy("id").execute();
}

/** All associations that are not closed, in the order of the list that the city keeps. */
export async function listAssociations(db: Kysely<Tables>): Promise<Association[]> {
	return await associations(db).where("closedOn", "is", null).orderBy("position").orderBy("id").execute();
}

/** The associations through which a business may apply on a day: open, with an assignment in force. */
export async function reviewingAssociations(db: Kysely<Tables>, date: PlainDate): Promise<Association[]> {
	return await associations(db)
		.where((eb) => eb.or([eb("closedOn", "is", null), eb("closedOn", ">", date)]))
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("associationAssignment")
					.select("associationAssignment.id")
					.whereRef("associationId", "=", "association.id")
					.where("validFrom", "<=", date)
					.where("validTo", ">=", date),
			),
		)
		.orderBy("position")
		.orderBy("id")
		.execute();
}
