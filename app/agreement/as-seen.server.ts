import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { membershipOf } from "#app/business/own-business.server.ts";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { AgreementAsSeen } from "./agreement.access.ts";
import { type AgreementTerms, lastDayOf } from "./agreement-terms.server.ts";

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
		lastDay: lastDayOf(terms),
		extended: terms.extendedAt !== null,
		accepted: terms.accepted !== null,
		declined: terms.parties.some(({ answer }) => answer === "declined"),
	};
}
