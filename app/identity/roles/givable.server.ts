import type { Transaction } from "kysely";
import type { Role } from "#app/house/access.ts";
import { config } from "#app/house/config.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Affected } from "../affected.server.ts";
import { excludesEachOther, isAssociationRole, isOfDomain } from "./roles.rules.ts";

const namedDomains = () => ({ domains: config.STAFF_MAIL_DOMAINS.join(", ") });

/**
 * Whether a person may sign in with an address: who holds a city role, also one that is still to come, only with one of
 * the office, as when the role was given. Ask with the person locked.
 *
 * @throws Refusal on the field `email` for any other address.
 */
export async function assertMayHaveAddress(trx: Transaction<Tables>, personId: string, email: string): Promise<void> {
	if (isOfDomain(email, config.STAFF_MAIL_DOMAINS)) return;
	const held = await trx
		.selectFrom("personRole")
		.select("role")
		.where("personId", "=", personId)
		.where("revokedAt", "is", null)
		.execute();
	if (held.every(({ role }) => isAssociationRole(role as Role))) return;
	throw new Refusal("account_refusal_mail_domain", namedDomains(), { field: "email" });
}

/**
 * Whether a role may be given to a person at all, whoever asks; the database asks the same.
 *
 * @throws Refusal where the account is suspended, its address is not of the office, the role is held, or it may not be held
 * beside another.
 */
export async function assertGivable(
	trx: Transaction<Tables>,
	person: Affected,
	{ role, scopeId }: { role: Role; scopeId: string },
): Promise<void> {
	if (person.suspendedAt) throw new Refusal("people_refusal_suspended", {}, { field: "email" });
	if (!isAssociationRole(role) && !isOfDomain(person.email, config.STAFF_MAIL_DOMAINS)) {
		throw new Refusal("people_refusal_mail_domain", namedDomains(), { field: "email" });
	}
	const held = await trx
		.selectFrom("personRole")
		.select(["role", "scopeId"])
		.where("personId", "=", person.id)
		.where("revokedAt", "is", null)
		.execute();
	if (held.some((each) => each.role === role && each.scopeId === scopeId)) {
		throw new Refusal("people_refusal_role_held", {}, { field: "role" });
	}
	if (held.some((each) => excludesEachOther(each.role as Role, role))) {
		throw new Refusal("people_refusal_apart", {}, { field: "role" });
	}
}
