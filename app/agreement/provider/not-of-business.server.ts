import type { Kysely } from "kysely";
import { peopleOfBusiness } from "#app/business/business-people.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { isAtDomainOf, sameMailbox } from "#app/kernel/mail-address.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * A provider answers for itself: its link never goes to somebody of the business that it sells to, however the address is
 * written, nor to another mailbox of their domain. An address at that domain that stood in the application was judged there.
 *
 * @param submitted the addresses of the provider in the lines that were approved.
 * @throws Refusal `agreement_refusal_own_address` or `agreement_refusal_own_domain` on the field.
 */
export async function assertNotOfBusiness(
	db: Kysely<Tables>,
	{
		businessId,
		email,
		submitted,
		field,
	}: { businessId: string; email: string; submitted: readonly string[]; field: string },
): Promise<void> {
	const own = await peopleOfBusiness(db, businessId);
	if (own.some((person) => sameMailbox(email, person.email))) {
		throw new Refusal("agreement_refusal_own_address", {}, { field });
	}
	if (submitted.some((known) => sameMailbox(email, known))) return;
	if (own.some((person) => isAtDomainOf(email, person.email))) {
		throw new Refusal("agreement_refusal_own_domain", {}, { field });
	}
}
