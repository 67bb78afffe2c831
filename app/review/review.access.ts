import type { ApplicationState } from "#app/application/application.states.ts";
import { type Actor, allowed, holds, type Permission, type Role, refusedBecause } from "#app/house/access.ts";

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

/** What of a file decides who reads it. */
export type FileAsSeen = { associationId: string | null; state: ApplicationState };

/** The roles whose work needs what is in files; people and settings do not. */
export const fileRoles = [
	"reviewer",
	"association_manager",
	"programme_officer",
	"finance_officer",
	"auditor",
] as const satisfies readonly Role[];

/** From its approval on a file is about money. */
const approvedStates: readonly ApplicationState[] = ["approved", "agreed", "lapsed", "completed", "cancelled"];

/** Whose work it is to read the file without reviewing it. */
function isReader(actor: Actor, { associationId, state }: FileAsSeen): boolean {
	if (!actor.secondFactor) return false;
	if (holds(actor, "programme_officer") || holds(actor, "auditor")) return true;
	if (associationId !== null && holds(actor, "association_manager", associationId)) return true;
	return holds(actor, "finance_officer") && approvedStates.includes(state);
}

/**
 * To read what is in a file, its claims and papers, that one may see as staff: reviewers of its association as above; its
 * manager, programme officers and auditors unless they are tied to it; finance officers too, once there is money in it.
 * Nobody else, administrators included.
 */
export function canReadFile(
	actor: Actor,
	file: FileAsSeen,
	tie: ReviewerTie,
): Permission<"house_refusal_not_yours" | "review_refusal_conflict" | "review_refusal_not_declared"> {
	if (canReview(actor, file.associationId).allowed) return canOpenCase(tie);
	if (!isReader(actor, file)) return refusedBecause("house_refusal_not_yours");
	return tie.conflict ? refusedBecause("review_refusal_conflict") : allowed;
}

/** To declare: a reviewer of its association either way; who else reads the file, that they are linked to it. */
export function canDeclare(
	actor: Actor,
	file: FileAsSeen,
	hasConflict: boolean,
): Permission<"house_refusal_not_yours"> {
	const reviewer = canReview(actor, file.associationId);
	return reviewer.allowed || (hasConflict && isReader(actor, file)) ? allowed : reviewer;
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
