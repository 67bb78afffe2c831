import type { Kysely } from "kysely";
import { peopleOfBusiness } from "#app/business/business-people.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * A provider answers for itself: its link never goes to somebody of the business that it sells to.
 *
 * @throws Refusal `agreement_refusal_own_address` on the field.
 */
export async function assertNotOfBusiness(
	db: Kysely<Tables>,
	{ businessId, email, field }: { businessId: string; email: string; field: string },
): Promise<void> {
	const own = await peopleOfBusiness(db, businessId);
	if (own.some((person) => person.email.toLowerCase() === email.toLowerCase())) {
		throw new Refusal("agreement_refusal_own_address", {}, { field });
	}
}
