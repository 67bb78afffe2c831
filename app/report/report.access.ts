import { type Actor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/** City staff read and export the subsidies of all associations. */
export function canReadReports(actor: Actor): Permission<"house_refusal_not_yours"> {
	const roles = ["programme_officer", "finance_officer", "auditor", "administrator"] as const;
	return actor.secondFactor && roles.some((role) => holds(actor, role))
		? allowed
		: refusedBecause("house_refusal_not_yours");
}
