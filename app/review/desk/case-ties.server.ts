import type { Kysely } from "kysely";
import type { Recipient } from "#app/identity/recipients.server.ts";
import { tiedApplications } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ReviewerTie } from "../review.access.ts";

/** How the person stands to a file of the queue, and who took it up; nobody where they declared a conflict since. */
export type CaseTie = ReviewerTie & { reviewer: { personId: string; name: string; me: boolean } | null };

/** The ties of one person to many files, by application id; `reviewerTie` says the same of one file. */
export async function tiesToCases(
	db: Kysely<Tables>,
	personId: string,
	files: readonly { id: string }[],
): Promise<Map<string, CaseTie>> {
	if (files.length === 0) return new Map();
	const ids = files.map(({ id }) => id);
	const [declarations, takenUp, own] = await Promise.all([
		db
			.selectFrom("conflictDeclaration")
			.select(["applicationId", "personId", "hasConflict"])
			.where("applicationId", "in", ids)
			.execute(),
		db
			.selectFrom("applicationEvent")
			.select(["applicationId", "actorId", "actorName"])
			.where("applicationId", "in", ids)
			.where("what", "=", "taken-up")
			.execute(),
		tiedApplications(db, personId, ids),
	]);
	return new Map(
		files.map(({ id }) => {
			const ofFile = declarations.filter(({ applicationId }) => applicationId === id);
			const locked = new Set(ofFile.filter(({ hasConflict }) => hasConflict).map((each) => each.personId));
			const by = takenUp.find(({ applicationId }) => applicationId === id);
			return [
				id,
				{
					conflict: own.has(id) || locked.has(personId),
					declaredNone: ofFile.some((each) => each.personId === personId && !each.hasConflict),
					reviewer:
						by?.actorId && !locked.has(by.actorId)
							? { personId: by.actorId, name: by.actorName, me: by.actorId === personId }
							: null,
				},
			];
		}),
	);
}

/**
 * Of those who review for the association, the one who took the case up; all of them as long as nobody has. Never one who
 * declared a conflict of interest: the case is closed to them.
 */
export async function inCharge(
	db: Kysely<Tables>,
	applicationId: string,
	reviewers: readonly Recipient[],
): Promise<Recipient[]> {
	const [conflicted, takenUp] = await Promise.all([
		db
			.selectFrom("conflictDeclaration")
			.select("personId")
			.where("applicationId", "=", applicationId)
			.where("hasConflict", "=", true)
			.execute(),
		db
			.selectFrom("applicationEvent")
			.select("actorId")
			.where("applicationId", "=", applicationId)
			.where("what", "=", "taken-up")
			.execute(),
	]);
	const free = reviewers.filter((person) => !conflicted.some(({ personId }) => personId === person.personId));
	const taker = free.filter((person) => takenUp.some(({ actorId }) => actorId === person.personId));
	return taker.length > 0 ? taker : free;
}
