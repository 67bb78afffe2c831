import { type AnyActor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/** Who sets up schemes, publishes their rules and gives money to associations: the city's officers, and the system. */
export function canManageProgrammes(actor: AnyActor): Permission<"house_refusal_not_yours"> {
	if ("system" in actor) return allowed;
	if ("visitor" in actor) return refusedBecause("house_refusal_not_yours");
	const may = actor.secondFactor && (holds(actor, "programme_officer") || holds(actor, "administrator"));
	return may ? allowed : refusedBecause("house_refusal_not_yours");
}
