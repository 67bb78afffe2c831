export type Role =
	| "reviewer"
	| "association_manager"
	| "programme_officer"
	| "finance_officer"
	| "auditor"
	| "administrator";

export type RoleGrant = {
	role: Role;
	scopeId: string;
	/** Of a role that was given lately: before then, still to come, its holder is not the second person of an act on money. */
	confirmsFrom?: Date | null;
};

/** Who is asking, as far as the request has proved it. */
export type Actor = {
	personId: string;
	name: string;
	email: string;
	roles: readonly RoleGrant[];
	/** True once this session has shown a second factor. */
	secondFactor: boolean;
};

/** Jobs and commands act as the system. */
export type System = { system: string };

/** A visitor has no account; what they do is recorded without a name. */
export type Visitor = { visitor: true };

export type AnyActor = Actor | System | Visitor;

/** Whether a thing may be done, or the reason why not: the code of a refusal that has a message in both languages. */
export type Permission<Reason extends string> = { allowed: true } | { allowed: false; reason: Reason };

export const allowed = { allowed: true } as const;

export function refusedBecause<Reason extends string>(reason: Reason): { allowed: false; reason: Reason } {
	return { allowed: false, reason };
}

/** Whether the actor holds the role, for the given scope where the role has one. */
export function holds(actor: Actor, role: Role, scopeId?: string): boolean {
	return actor.roles.some((grant) => grant.role === role && (scopeId === undefined || grant.scopeId === scopeId));
}

/** The associations for which the actor holds one of the roles. */
export function scopesOf(actor: Actor, ...roles: Role[]): string[] {
	return [...new Set(actor.roles.filter((grant) => roles.includes(grant.role)).map((grant) => grant.scopeId))];
}

/** From when the actor may be the second person of an act on money with that role; null where they may by now. */
export function confirmsOnlyFrom(actor: Actor, role: Role, now: Date): Date | null {
	const from = actor.roles.find((grant) => grant.role === role)?.confirmsFrom ?? null;
	return from && from > now ? from : null;
}
