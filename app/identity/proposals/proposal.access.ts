import { type Actor, allowed, type Permission, refusedBecause } from "#app/house/access.ts";
import { canManagePeople } from "../roles/roles.access.ts";

export const proposalKinds = ["give-role", "reset-factor", "reopen"] as const;
export type ProposalKind = (typeof proposalKinds)[number];

export type ProposalState = "proposed" | "confirmed" | "declined" | "withdrawn" | "lapsed";

/** What rights on a proposal about a person depend on. */
export type ProposalAsSeen = { state: ProposalState; proposedBy: string; personId: string };

type NotNow = "house_refusal_not_yours" | "house_refusal_moved_on";

/** To confirm or decline it: another administrator than who proposed it, and not whom it is about. */
export function canAnswer(
	actor: Actor,
	{ state, proposedBy, personId }: ProposalAsSeen,
): Permission<NotNow | "people_refusal_proposed_by_you" | "people_refusal_own_roles"> {
	const manage = canManagePeople(actor);
	if (!manage.allowed) return manage;
	if (state !== "proposed") return refusedBecause("house_refusal_moved_on");
	if (personId === actor.personId) return refusedBecause("people_refusal_own_roles");
	return proposedBy === actor.personId ? refusedBecause("people_refusal_proposed_by_you") : allowed;
}

/** To take it back: who proposed it. */
export function canWithdraw(
	actor: Actor,
	{ state, proposedBy }: ProposalAsSeen,
): Permission<NotNow | "people_refusal_not_proposed_by_you"> {
	const manage = canManagePeople(actor);
	if (!manage.allowed) return manage;
	if (state !== "proposed") return refusedBecause("house_refusal_moved_on");
	return proposedBy === actor.personId ? allowed : refusedBecause("people_refusal_not_proposed_by_you");
}
