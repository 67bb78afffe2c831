import { expect, test } from "vitest";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { RuleOutcome } from "#app/programme/rule-outcome.rules.ts";
import type { Condition } from "./finding/finding.rules.ts";
import { basesOf, saysWhy } from "./refusal.rules.ts";

test.each([
	["", false],
	["Hồ sơ không đạt.", false],
	["Không đạt không đạt không đạt không đạt không đạt.", false],
	["1 2 3 4 5 6 7 8 9 10", false],
	["Giải pháp trong báo giá chưa được công bố", true],
	["The solution on the quotation has not been published", true],
])("%j says why a file is refused: %s", (reasons, says) => {
	expect(saysWhy(reasons)).toBe(says);
});

const law = (vi: string): LegalReference => ({ vi, en: vi, url: null });
const outcome = (legalReference: LegalReference, how: RuleOutcome["outcome"] = "pass") =>
	({ rule: "sector", supportItemCode: null, outcome: how, legalReference }) as RuleOutcome;
const condition = (kind: "rule" | "tie", legalReference: LegalReference, result?: string) =>
	({ kind, legalReference, finding: result ? { result } : null }) as Condition;

test("a refusal can rest on each source of the rules and conditions once, what is not met first", () => {
	const [size, solution, ties] = [law("Điều 5"), law("Điều 7"), law("Phụ lục 1")];
	const bases = basesOf({
		outcomes: [outcome(size), outcome(size), outcome(solution, "unknown")],
		conditions: [condition("rule", solution, "not-met"), condition("tie", ties, "met")],
	});
	expect(bases.map(({ reference, isBroken }) => [reference.vi, isBroken])).toEqual([
		["Điều 7", true],
		["Điều 5", false],
		["Phụ lục 1", false],
	]);
	// What a rule left open is named by the rule alone.
	expect(bases[0]).toMatchObject({ outcomes: [{ outcome: "unknown" }], conditions: [] });
	expect(basesOf({ outcomes: [outcome(size), outcome(solution, "fail")], conditions: [] })[0]?.reference).toBe(
		solution,
	);
});
