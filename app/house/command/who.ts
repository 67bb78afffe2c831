import type { AnyActor, Role } from "../access.ts";
import { holds } from "../access.ts";

/**
 * Who may ask for a command, before it is looked at what for:
 * - `anyone`: visitors too, by what they hold (a link, a code, their own browser's mark);
 * - `person`: whoever is signed in, for their own account and business; whose it is, is asked by the command;
 * - `system`: jobs and the command line;
 * - roles: who holds one of them and has shown a second factor; for which association, is asked by the command.
 */
export type Who = "anyone" | "person" | "system" | readonly [Role, ...Role[]];

/** Whether the actor is of those. What jobs and the command line do was asked for by somebody who was. */
export function isOneOf(who: Who, actor: AnyActor): boolean {
	if (who === "anyone" || "system" in actor) return true;
	if (who === "system" || "visitor" in actor) return false;
	return who === "person" || (actor.secondFactor && who.some((role) => holds(actor, role)));
}
