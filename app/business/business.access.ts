import { allowed, type Permission, refusedBecause } from "#app/house/access.ts";

/** How a person belongs to a business; null if not at all. */
export type Membership = { role: string } | null;

/** Only its own people change a business. Whoever is not one of them hears the same as for a business that is not there. */
export function canChangeBusiness(membership: Membership): Permission<"house_refusal_not_yours"> {
	return membership ? allowed : refusedBecause("house_refusal_not_yours");
}
