import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { AgreementAsSeen } from "./agreement.access.ts";
import type { AgreementTerms } from "./agreement-terms.server.ts";

/** The person's role in the business: an owner can bind it, staff cannot; null if they do not belong to it. */
async function membershipOf(db: Kysely<Tables>, personId: string, businessId: string): Promise<string | null> {
	const row = await db
		.selectFrom("businessMember")
		.select("role")
		.where("personId", "=", personId)
		.where("businessId", "=", businessId)
		.executeTakeFirst();
	return row?.role ?? null;
}

/** What rights to the agreement depend on. */
export async function asSeen(
	db: Kysely<Tables>,
	actor: Actor,
	{ application, terms, now }: { application: ApplicationRow; terms: AgreementTerms; now: Date },
): Promise<AgreementAsSeen> {
	return {
		state: application.state,
		membership: await membershipOf(db, actor.personId, application.businessId),
		today: plainDateAt(now),
		acceptBy: terms.acceptBy,
		extended: terms.extendedAt !== null,
	};
}
