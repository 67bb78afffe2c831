import { type Kysely, sql, type Transaction } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import {
	type ApplicationRow,
	lockVisibleApplication,
	readsForTheCity,
	visibleApplications,
} from "#app/application/visible-applications.server.ts";
import { belongsTo } from "#app/business/own-business.server.ts";
import { type Actor, scopesOf } from "#app/house/access.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { canReadFile, canReview, type FileAsSeen, type ReviewerTie } from "./review.access.ts";

/** An application that reached an association: it has been submitted at least once. */
export type CaseInHand = ApplicationRow & { associationId: string; submissionId: string; submittedAt: Date };

/** What `canReadFile` asks of a row. */
export function fileOf({ associationId, state }: { associationId: string | null; state: string }): FileAsSeen {
	return { associationId, state: state as ApplicationState };
}

/** The files that the person may find as staff, where pages begin that several roles read: what was submitted, of their association or the city. */
export function staffFiles(db: Kysely<Tables>, actor: Actor) {
	const scopes = actor.secondFactor ? scopesOf(actor, "reviewer", "association_manager") : [];
	return visibleApplications(db, actor)
		.where("application.submittedAt", "is not", null)
		.where((eb) =>
			eb.or([eb.lit(readsForTheCity(actor)), eb("application.associationId", "=", sql<string>`any(${scopes})`)]),
		);
}

/** Who looks at an association's queue: those who review it, or its manager, who sees to it that it moves. */
export type QueueDesk = "reviewer" | "association_manager";

/** The files of the associations that the person reviews for, or manages, where the queue starts. */
export function visibleCases(db: Kysely<Tables>, actor: Actor, desk: QueueDesk) {
	const scopes = actor.secondFactor ? scopesOf(actor, desk) : [];
	return visibleApplications(db, actor)
		.where("application.submittedAt", "is not", null)
		.where("application.associationId", "=", sql<string>`any(${scopes})`);
}

/**
 * The case that the actor reviews, held until the transaction ends.
 *
 * @throws NotFound for a file that they may not see; Refusal for one that they may see but do not review.
 */
export async function lockCase(trx: Transaction<Tables>, actor: Actor, reference: string): Promise<CaseInHand> {
	const application = orNotFound(await lockVisibleApplication(trx, actor, reference));
	assertAllowed(canReview(actor, application.associationId), 403);
	return orNotFound(application.submittedAt === null ? null : (application as CaseInHand));
}

/** How the person stands to the file. Belonging to the business or to a provider is a conflict that nobody has to declare. */
export async function reviewerTie(db: Kysely<Tables>, personId: string, { id }: { id: string }): Promise<ReviewerTie> {
	const declared = await db
		.selectFrom("conflictDeclaration")
		.select("hasConflict")
		.where("applicationId", "=", id)
		.where("personId", "=", personId)
		.execute();
	const conflict = declared.some((each) => each.hasConflict) || (await isTied(db, personId, id));
	return { conflict, declaredNone: declared.some((each) => !each.hasConflict) };
}

/**
 * As whom the person may read the papers of an application that they may see: one of its business's own people, who always
 * may, or of staff, as `canReadFile` says; null where they may not.
 */
export async function readsPapersAs(
	db: Kysely<Tables>,
	actor: Actor,
	application: Pick<ApplicationRow, "id" | "businessId" | "associationId"> & { state: string },
): Promise<"business" | "staff" | null> {
	if (await belongsTo(db, actor.personId, application.businessId)) return "business";
	const tie = await reviewerTie(db, actor.personId, application);
	return canReadFile(actor, fileOf(application), tie).allowed ? "staff" : null;
}
