import { expect, test } from "vitest";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import { stopsApproval, undecidedRules } from "./finding.rules.ts";

const legalReference = { vi: "Luật", en: "Law", url: null };

function rule(
	code: "solution-published" | "adviser-network",
	supportItemCode: string,
	outcome: "pass" | "look-again" | "unknown",
) {
	return { rule: code, outcome, supportItemCode, legalReference, facts: { name: null, until: null } } as RuleOutcome;
}

const line = (id: string, supportItemCode: string) => ({ id, supportItemCode });

test("each undecided rule is about its own line; one about the business is about all", () => {
	const lines = [line("a", "SOL"), line("b", "ADV"), line("c", "SOL")];
	const outcomes: RuleOutcome[] = [
		{ rule: "location", outcome: "unknown", supportItemCode: null, legalReference, facts: { place: null } },
		rule("solution-published", "SOL", "pass"),
		rule("solution-published", "SOL", "look-again"),
		rule("adviser-network", "ADV", "unknown"),
		{
			rule: "no-double-funding",
			outcome: "unknown",
			supportItemCode: "SOL",
			legalReference,
			facts: { year: 2026, usedDong: null },
		},
	];
	const found = undecidedRules(outcomes, lines).map((each) => [
		each.outcomeAt,
		each.lines.map(({ id }) => id).join(""),
	]);
	expect(found).toEqual([
		[0, "abc"],
		[2, "c"],
		[3, "b"],
		[4, "ac"],
	]);
});

test("an approval is stopped by the conditions of its own lines, and only as long as they are not met", () => {
	const finding = (result: "met" | "not-met" | "ask") => ({
		...{ id: result, result, lookedAt: "", lookedOn: "2026-11-18", byName: "" },
		at: new Date(0),
	});
	const conditions = [
		{ costLineIds: ["a"], finding: null },
		{ costLineIds: ["a", "b"], finding: finding("met") },
		{ costLineIds: ["b"], finding: finding("ask") },
		{ costLineIds: ["c"], finding: finding("not-met") },
	];
	const counts = (ids: string[]) => {
		const { open, asked, notMet } = stopsApproval(conditions, ids);
		return [open.length, asked.length, notMet.length];
	};
	expect(counts(["a"])).toEqual([1, 0, 0]);
	expect(counts(["b"])).toEqual([0, 1, 0]);
	expect(counts(["c"])).toEqual([0, 0, 1]);
	expect(counts(["a", "b", "c"])).toEqual([1, 1, 1]);
	expect(counts([])).toEqual([0, 0, 0]);
});
