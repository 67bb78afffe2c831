import type { RoleGrant } from "#app/house/access.ts";

/** A role that was given and not taken away; without a role where a person has none. */
type Held = {
	role: string | null;
	scopeId: string | null;
	effectiveAt: Date | null;
	confirmsFrom: Date | null;
};

/**
 * The roles that can be used at that moment: one that was confirmed for a day to come is none yet. `confirmsFrom` is there
 * only while it is still to come.
 */
export function grantsInForce(held: readonly Held[], at: Date): RoleGrant[] {
	return held.flatMap(({ role, scopeId, effectiveAt, confirmsFrom }) => {
		if (role === null || (effectiveAt && effectiveAt > at)) return [];
		const grant = { role: role as RoleGrant["role"], scopeId: scopeId ?? "" };
		return [confirmsFrom && confirmsFrom > at ? { ...grant, confirmsFrom } : grant];
	});
}
