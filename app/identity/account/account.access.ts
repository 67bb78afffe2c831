import { allowed, type Permission, type Role, type RoleGrant, refusedBecause } from "#app/house/access.ts";

/** Staff open nothing without a second factor, so they cannot be without one. */
export function canTurnOffSecondFactor(person: {
	roles: readonly (Role | RoleGrant)[];
}): Permission<"account_refusal_staff_factor"> {
	return person.roles.length > 0 ? refusedBecause("account_refusal_staff_factor") : allowed;
}
