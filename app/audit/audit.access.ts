import { type Actor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/** Who reads the log and checks its chain. Nobody changes it. */
export const auditReaders = ["auditor", "administrator"] as const;

export function canReadAudit(actor: Actor): Permission<"house_refusal_not_yours"> {
	const reads = actor.secondFactor && auditReaders.some((role) => holds(actor, role));
	return reads ? allowed : refusedBecause("house_refusal_not_yours");
}
