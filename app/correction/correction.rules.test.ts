import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { type CorrectionAsSeen, canEnd, canPropose } from "./correction.access.ts";
import { causesOf, correctableReasons, correctionRule } from "./correction.rules.ts";

/** By what docs/money-details.md says of each reason; kept apart from the table on purpose. */
test.each([
	["pay", "payment"],
	["recover", "receipt"],
	["appropriate", "correction_refusal_budget"],
	["top-up", "correction_refusal_budget"],
	["cut", "correction_refusal_budget"],
	["allot", "correction_refusal_allotment"],
	["move", "correction_refusal_allotment"],
	["take-back", "correction_refusal_allotment"],
	["close-year", "correction_refusal_allotment"],
	["reserve", "correction_refusal_reservation"],
	["commit", "correction_refusal_commitment"],
	["release", "correction_refusal_release"],
	["make-payable", "correction_refusal_payable"],
	["release-retained", "correction_refusal_payable"],
	["end-claim", "correction_refusal_payable"],
	["cover-advance", "correction_refusal_cover"],
	["return-cover", "correction_refusal_cover"],
	["hold-own", "correction_refusal_own_share_held"],
	["pass-own", "correction_refusal_own_share_passed"],
	["refund-own", "correction_refusal_own_share_refunded"],
	["take-own", "correction_refusal_own_share_taken"],
	["return-own", "correction_refusal_own_share_taken"],
	["correct", "correction_refusal_of_correction"],
	["of-another-version", "correction_refusal_other"],
	["constructor", "correction_refusal_other"],
	["__proto__", "correction_refusal_other"],
])("a transfer for %s: %s", (reason, answer) => {
	const rule = correctionRule({ reason, reverses: null });
	expect("mends" in rule ? rule.mends : rule.refused).toBe(answer);
});

test("a reversal is never reversed, whatever its reason", () => {
	for (const reason of ["pay", "recover", "correct"]) {
		expect(correctionRule({ reason, reverses: "x" })).toEqual({ refused: "correction_refusal_of_correction" });
	}
});

test("every reason that docs/money-details.md lists is in the table", () => {
	const text = readFileSync("docs/money-details.md", "utf8");
	const listed = [...text.matchAll(/^\| [^|]+\| `([a-z-]+)` +\| `[a-z-]+:/gm)].map(([, reason]) => reason ?? "");
	expect(listed.length).toBeGreaterThan(10);
	for (const reason of listed) {
		const rule = correctionRule({ reason, reverses: null });
		expect([reason, rule]).not.toEqual([reason, { refused: "correction_refusal_other" }]);
	}
	expect(correctableReasons).toEqual(["pay", "recover"]);
});

test("what can have been wrong: a bank errs both ways, Stripe is asked, a repayment is typed", () => {
	expect(causesOf("payment", "bank-file")).toEqual(["recorded-wrongly", "taken-back"]);
	expect(causesOf("payment", "stripe")).toEqual(["taken-back"]);
	expect(causesOf("receipt", "bank-file")).toEqual(["recorded-wrongly"]);
});

const officer = (personId: string): Actor => ({
	personId,
	name: personId,
	email: `${personId}@donbay.example`,
	secondFactor: true,
	roles: [{ role: "finance_officer", scopeId: "" }],
});
const seen: CorrectionAsSeen = { state: "proposed", proposedBy: "one", recordedBy: "two", ownBusiness: false };

test.each([
	["one", "confirmed", "correction_refusal_proposed_by_you"],
	["two", "confirmed", "correction_refusal_recorded_by_you"],
	["three", "confirmed", null],
	["one", "declined", "correction_refusal_proposed_by_you"],
	["two", "declined", null],
	["three", "declined", null],
	["one", "withdrawn", null],
	["three", "withdrawn", "correction_refusal_not_proposed_by_you"],
] as const)("%s ends it as %s: %s", (who, to, reason) => {
	const permission = canEnd(officer(who), seen, to);
	expect(permission.allowed ? null : permission.reason).toBe(reason);
});

test("nobody of the business takes part, nothing follows an end, and only finance is asked", () => {
	const related = { ...seen, ownBusiness: true };
	expect(canPropose(officer("three"), related)).toMatchObject({ reason: "correction_refusal_your_business" });
	for (const to of ["confirmed", "declined", "withdrawn"] as const) {
		expect(canEnd(officer("three"), related, to)).toMatchObject({ reason: "correction_refusal_your_business" });
		for (const state of ["confirmed", "declined", "withdrawn"] as const) {
			expect(canEnd(officer("three"), { ...seen, state }, to)).toMatchObject({ reason: "house_refusal_moved_on" });
		}
		expect(canEnd({ ...officer("three"), secondFactor: false }, seen, to)).toMatchObject({
			reason: "house_refusal_not_yours",
		});
	}
});
