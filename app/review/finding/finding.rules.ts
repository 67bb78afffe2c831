/** What of a file a person has to judge, since no machine can, and what that keeps from being approved. */

import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import type { LinePrice } from "./price.rules.ts";
import type { Tie } from "./ties.rules.ts";

/** "ask": the business has to say more before it can be judged. */
export const findingResults = ["met", "not-met", "ask"] as const;

export type FindingResult = (typeof findingResults)[number];

/** Afterwards only what was found by then counts. */
export const statesToJudge = ["in_review", "recommended", "approved", "agreed"] as const;

/** What a person found: written down, never changed; a later one takes its place. */
export type Finding = {
	id: string;
	result: FindingResult;
	/** What they looked at, and where. */
	lookedAt: string;
	lookedOn: PlainDate;
	byName: string;
	at: Date;
};

export type JudgedThing =
	| { kind: "rule"; outcome: RuleOutcome /** Its place among the frozen outcomes. */; outcomeAt: number }
	| { kind: "tie"; tie: Tie; providerName: string }
	| { kind: "price"; price: LinePrice; description: string };

/** A condition that a person judges, with the cost lines that hang on it. */
export type Condition = JudgedThing & {
	/** Of what is judged: the same as long as nothing of it changes. */
	id: string;
	costLineIds: string[];
	supportItemCode: string | null;
	legalReference: LegalReference;
	finding: Finding | null;
};

type Line = { id: string; supportItemCode: string };

/** The rules of a submission that came out undecided, with the lines that each is about. */
export function undecidedRules<Of extends Line>(
	outcomes: readonly RuleOutcome[],
	lines: readonly Of[],
): { outcome: RuleOutcome; outcomeAt: number; lines: Of[] }[] {
	return outcomes.flatMap((outcome, outcomeAt) => {
		if (outcome.outcome !== "unknown" && outcome.outcome !== "look-again") return [];
		return [{ outcome, outcomeAt, lines: linesOf(outcomes, outcomeAt, lines) }];
	});
}

/** Rules about a provider come once a line, in the order of the lines; others are about the item, or all lines. */
function linesOf<Of extends Line>(outcomes: readonly RuleOutcome[], at: number, lines: readonly Of[]): Of[] {
	const outcome = outcomes[at];
	if (!outcome || outcome.supportItemCode === null) return [...lines];
	const ofItem = lines.filter(({ supportItemCode }) => supportItemCode === outcome.supportItemCode);
	if (outcome.rule !== "solution-published" && outcome.rule !== "adviser-network") return ofItem;
	const place = outcomes
		.slice(0, at)
		.filter(({ rule, supportItemCode }) => rule === outcome.rule && supportItemCode === outcome.supportItemCode).length;
	return ofItem.slice(place, place + 1);
}

/** Those of the conditions that an approval of these lines rests on. */
export function conditionsOfLines<Of extends Pick<Condition, "costLineIds">>(
	conditions: readonly Of[],
	costLineIds: readonly string[],
): Of[] {
	return conditions.filter((condition) => condition.costLineIds.some((id) => costLineIds.includes(id)));
}

/** What keeps lines from being approved: conditions that nobody judged, that the business is asked about, that are not met. */
export function stopsApproval<Of extends Pick<Condition, "costLineIds" | "finding">>(
	conditions: readonly Of[],
	costLineIds: readonly string[],
): { open: Of[]; asked: Of[]; notMet: Of[] } {
	const resting = conditionsOfLines(conditions, costLineIds);
	return {
		open: resting.filter(({ finding }) => finding === null),
		asked: resting.filter(({ finding }) => finding?.result === "ask"),
		notMet: resting.filter(({ finding }) => finding?.result === "not-met"),
	};
}
