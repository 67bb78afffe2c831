import { type Actor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/** City staff read and export the subsidies of all associations. */
export const reportRoles = ["programme_officer", "finance_officer", "auditor", "administrator"] as const;

/** Staff act only with a second factor. */
export function canReadReports(actor: Actor): Permission<"house_refusal_not_yours"> {
	const reads = actor.secondFactor && reportRoles.some((role) => holds(actor, role));
	return reads ? allowed : refusedBecause("house_refusal_not_yours");
}
