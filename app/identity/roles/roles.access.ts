import { type Actor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/** Who sees people, their roles and their accounts: administrators. */
export function canManagePeople(actor: Actor): Permission<"house_refusal_not_yours"> {
	return actor.secondFactor && holds(actor, "administrator") ? allowed : refusedBecause("house_refusal_not_yours");
}

/** Nobody acts for oneself: the last administrator can't lock the house, nor a first one help himself. */
export function canChangeRolesOf(
	actor: Actor,
	personId: string,
): Permission<"house_refusal_not_yours" | "people_refusal_own_roles"> {
	const permission = canManagePeople(actor);
	if (!permission.allowed) return permission;
	return actor.personId === personId ? refusedBecause("people_refusal_own_roles") : allowed;
}
