import { type Actor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/** Who reviews for an association: its reviewers, having shown a second factor. */
export function canReview(actor: Actor, associationId: string | null): Permission<"house_refusal_not_yours"> {
	const may = actor.secondFactor && associationId !== null && holds(actor, "reviewer", associationId);
	return may ? allowed : refusedBecause("house_refusal_not_yours");
}

/** How a reviewer stands to a file. */
export type ReviewerTie = {
	/** One of the business's own people, or declared to have a conflict of interest. */
	conflict: boolean;
	/** Declared to have none. */
	declaredNone: boolean;
};

/** To read the case, its documents and its thread. */
export function canOpenCase(tie: ReviewerTie): Permission<"review_refusal_conflict" | "review_refusal_not_declared"> {
	if (tie.conflict) return refusedBecause("review_refusal_conflict");
	return tie.declaredNone ? allowed : refusedBecause("review_refusal_not_declared");
}

/**
 * To read what is in a file, its claims and papers, that one may see as staff: reviewers of its association as above; its
 * manager and the city's people unless they are tied to it.
 */
export function canReadFile(
	actor: Actor,
	associationId: string | null,
	tie: ReviewerTie,
): Permission<"review_refusal_conflict" | "review_refusal_not_declared"> {
	if (canReview(actor, associationId).allowed) return canOpenCase(tie);
	return tie.conflict ? refusedBecause("review_refusal_conflict") : allowed;
}

/** To confirm or return a recommendation: another person than the one who made it. */
export function canConfirm(
	tie: ReviewerTie,
	persons: { actor: string; recommendedBy: string },
): Permission<"review_refusal_conflict" | "review_refusal_not_declared" | "review_refusal_same_person"> {
	const open = canOpenCase(tie);
	if (!open.allowed) return open;
	return persons.actor === persons.recommendedBy ? refusedBecause("review_refusal_same_person") : allowed;
}
