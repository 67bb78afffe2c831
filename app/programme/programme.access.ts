import { type AnyActor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/**
 * Who sets up schemes, publishes their rules and gives money to associations: the city's officers, and the system. Not the
 * administrator, who gives rights and moves no money.
 */
export function canManageProgrammes(actor: AnyActor): Permission<"house_refusal_not_yours"> {
	if ("system" in actor) return allowed;
	if ("visitor" in actor) return refusedBecause("house_refusal_not_yours");
	return actor.secondFactor && holds(actor, "programme_officer") ? allowed : refusedBecause("house_refusal_not_yours");
}
