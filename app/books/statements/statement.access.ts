import { type Actor, allowed, holds, type Permission, type Role, refusedBecause } from "#app/house/access.ts";

/** Who reads where the money stands: all who work for the city. */
export const statementReaders: [Role, ...Role[]] = ["programme_officer", "finance_officer", "auditor", "administrator"];

/** To read statements, and take them as a file: the city's people, having shown a second factor. */
export function canSeeStatements(actor: Actor): Permission<"house_refusal_not_yours"> {
	const reads = actor.secondFactor && statementReaders.some((role) => holds(actor, role));
	return reads ? allowed : refusedBecause("house_refusal_not_yours");
}
