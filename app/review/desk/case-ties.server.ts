import type { Kysely } from "kysely";
import { tiedApplications } from "#app/business/own-business.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ReviewerTie } from "../review.access.ts";

/** How the person stands to a file of the queue, and who took it up first. */
export type CaseTie = ReviewerTie & { reviewer: { name: string; me: boolean } | null };

/** The ties of one person to many files, by application id; `reviewerTie` says the same of one file. */
export async function tiesToCases(
	db: Kysely<Tables>,
	personId: string,
	files: readonly { id: string }[],
): Promise<Map<string, CaseTie>> {
	if (files.length === 0) return new Map();
	const [declarations, own] = await Promise.all([
		db
			.selectFrom("conflictDeclaration")
			.innerJoin("person", "person.id", "conflictDeclaration.personId")
			.select(["applicationId", "personId", "hasConflict", "person.name"])
			.where(
				"applicationId",
				"in",
				files.map(({ id }) => id),
			)
			.orderBy("declaredAt")
			.execute(),
		tiedApplications(
			db,
			personId,
			files.map(({ id }) => id),
		),
	]);
	return new Map(
		files.map(({ id }) => {
			const ofFile = declarations.filter(({ applicationId }) => applicationId === id);
			const locked = new Set(ofFile.filter(({ hasConflict }) => hasConflict).map((each) => each.personId));
			const first = ofFile.find((each) => !locked.has(each.personId));
			return [
				id,
				{
					conflict: own.has(id) || locked.has(personId),
					declaredNone: ofFile.some((each) => each.personId === personId && !each.hasConflict),
					reviewer: first ? { name: first.name, me: first.personId === personId } : null,
				},
			];
		}),
	);
}
