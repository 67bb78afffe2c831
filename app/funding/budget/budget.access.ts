import { type Actor, allowed, type Permission, type Role, refusedBecause } from "#app/house/access.ts";
import { canManageProgrammes } from "#app/programme/programme.access.ts";

/** Who reads budgets: all who work for the city. */
export const budgetReaders: [Role, ...Role[]] = ["programme_officer", "finance_officer", "auditor", "administrator"];

/** Who changes them: `canManageProgrammes`. */
export const budgetManagers: [Role, ...Role[]] = ["programme_officer"];

/** What rights on a proposal depend on: of a change of the budget, or of the closing of a year. */
export type Proposal = { state: string; proposedBy: string };

type NotNow = "house_refusal_not_yours" | "house_refusal_moved_on";

/** To confirm or decline it: another officer than who proposed it. */
export function canAnswerProposal(
	actor: Actor,
	{ state, proposedBy }: Proposal,
): Permission<NotNow | "budget_refusal_proposed_by_you"> {
	const manage = canManageProgrammes(actor);
	if (!manage.allowed) return manage;
	if (state !== "proposed") return refusedBecause("house_refusal_moved_on");
	return proposedBy === actor.personId ? refusedBecause("budget_refusal_proposed_by_you") : allowed;
}

/** To take it back: whoever proposed it. */
export function canWithdrawProposal(
	actor: Actor,
	{ state, proposedBy }: Proposal,
): Permission<NotNow | "budget_refusal_not_proposed_by_you"> {
	const manage = canManageProgrammes(actor);
	if (!manage.allowed) return manage;
	if (state !== "proposed") return refusedBecause("house_refusal_moved_on");
	return proposedBy === actor.personId ? allowed : refusedBecause("budget_refusal_not_proposed_by_you");
}
