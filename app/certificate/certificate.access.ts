import { type AnyActor, allowed, holds, type Permission, refusedBecause } from "#app/house/access.ts";

/** Who may say that a certificate no longer counts; the system does so when its ground falls away. */
export const certificateKeepers = ["programme_officer", "administrator"] as const;

export function canWithdraw(actor: AnyActor): Permission<"house_refusal_not_yours"> {
	if ("system" in actor) return allowed;
	if ("visitor" in actor) return refusedBecause("house_refusal_not_yours");
	const keeps = actor.secondFactor && certificateKeepers.some((role) => holds(actor, role));
	return keeps ? allowed : refusedBecause("house_refusal_not_yours");
}
