/** What a refusal rests on, and whether it says why. */

import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import type { Condition } from "./finding/finding.rules.ts";

/** So many different words a refusal has at least: in fewer nobody can say which condition is not met, and why. */
export const REFUSAL_WORDS = 8;

/** Whether a refusal says enough for the business to put it right, or to complain about it. */
export function saysWhy(reasons: string): boolean {
	const words = reasons.toLocaleLowerCase("vi").match(/\p{Letter}+/gu) ?? [];
	return new Set(words).size >= REFUSAL_WORDS;
}

/** A legal basis, with what it asks: "Nghị định …, Điều 5", of the rules and conditions that it is the source of. */
export type Basis = { reference: LegalReference; outcomes: RuleOutcome[]; conditions: Condition[]; isBroken: boolean };

type Judged = { outcomes: readonly RuleOutcome[]; conditions: readonly Condition[] };

/**
 * What a refusal of the submission can rest on: the sources of its rules and conditions, each once, those first that are
 * not met. A basis is named by its Vietnamese text.
 */
export function basesOf({ outcomes, conditions }: Judged): Basis[] {
	const bases = new Map<string, Basis>();
	const of = (reference: LegalReference) => {
		const known = bases.get(reference.vi) ?? { reference, outcomes: [], conditions: [], isBroken: false };
		bases.set(reference.vi, known);
		return known;
	};
	for (const outcome of outcomes) {
		const basis = of(outcome.legalReference);
		basis.outcomes.push(outcome);
		basis.isBroken ||= outcome.outcome === "fail";
	}
	for (const condition of conditions) {
		const basis = of(condition.legalReference);
		if (condition.kind !== "rule") basis.conditions.push(condition);
		basis.isBroken ||= condition.finding?.result === "not-met";
	}
	return [...bases.values()].sort((one, other) => Number(other.isBroken) - Number(one.isBroken));
}
