/** How what is open about a file stands to somebody of staff who has its page open. */

import { isTurnOf, type Person, type Turn, type TurnKind } from "./turns.ts";

export type Stance =
	/** They do it. */
	| "own"
	/** It is others' and late, and they see to it that it is done. */
	| "see-to"
	/** Others do it, and the next step that is theirs comes after it. */
	| "later"
	/** Others do it, and nothing of theirs need follow. */
	| "waiting"
	/** It is none of their work, now or after. */
	| "read-only"
	/** Nobody does anything any more. */
	| "over";

const beforeClaims = [
	...(["sign", "provider-accept", "provider-declined"] as const),
	...(["claim", "own-share", "claim-draft", "advance-draft", "claim-mend"] as const),
];

/** What leads to work of that desk if all goes well. What may end without any (a stop, a refund) is not here. */
const leadsTo: Partial<Record<Person["as"], readonly TurnKind[]>> = {
	reviewer: ["draft", "changes", "confirm", ...beforeClaims],
	finance: [
		...(["draft", "changes", "review", "confirm"] as const),
		...beforeClaims,
		...(["claim-check", "stripe-account", "release", "bank-answer", "account"] as const),
		...(["notice-confirm", "notice-answer", "pay-back", "contest"] as const),
	],
};

/** How the turn stands to a person with those parts in its file. */
export function stanceOf(turn: Turn, persons: readonly Person[]): Stance {
	if (turn.kind === "over") return "over";
	const acting = persons.filter((person) => isTurnOf(turn, person));
	if (acting.length > 0) return acting.every(({ as }) => as === "manager") ? "see-to" : "own";
	if (persons.some(({ as }) => leadsTo[as]?.includes(turn.kind))) return "later";
	return persons.some(({ as }) => as === "reviewer") ? "waiting" : "read-only";
}

/** The first that is theirs, else the first; null where nothing is open. */
export function firstFor(open: readonly Turn[], persons: readonly Person[]): Turn | null {
	return open.find((turn) => persons.some((person) => isTurnOf(turn, person))) ?? open[0] ?? null;
}
