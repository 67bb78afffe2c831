import { type AnyActor, allowed, holds, type Permission, type Role, refusedBecause } from "#app/house/access.ts";

/** Roles that are held for one association; the others are held for the city. */
export const associationRoles = ["reviewer", "association_manager"] as const satisfies readonly Role[];

export const cityRoles = [
	"programme_officer",
	"finance_officer",
	"auditor",
	"administrator",
] as const satisfies readonly Role[];

export function isAssociationRole(role: Role): boolean {
	return associationRoles.some((each) => each === role);
}

/** Who sees people and their roles: administrators, and the system that sets up a new house. */
export function canManagePeople(actor: AnyActor): Permission<"house_refusal_not_yours"> {
	if ("system" in actor) return allowed;
	if ("visitor" in actor) return refusedBecause("house_refusal_not_yours");
	return actor.secondFactor && holds(actor, "administrator") ? allowed : refusedBecause("house_refusal_not_yours");
}

/** Nobody gives or takes roles of their own: the last administrator can't lock the house, nor a first one help himself. */
export function canChangeRolesOf(
	actor: AnyActor,
	personId: string,
): Permission<"house_refusal_not_yours" | "people_refusal_own_roles"> {
	const permission = canManagePeople(actor);
	if (!permission.allowed) return permission;
	return "personId" in actor && actor.personId === personId ? refusedBecause("people_refusal_own_roles") : allowed;
}
