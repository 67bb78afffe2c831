import { describe, expect, test } from "vitest";
import { batchForm, MAX_CLAIMS } from "#app/disbursement/disbursement.forms.ts";
import { choicesOf } from "./choose-all.ts";

type Due = Parameters<typeof choicesOf>[0][number];

const bank = (claim: string, last4: string | null = "4471"): Due => ({
	...{ claim, rail: "bank-file", stripe: null, last4, paysApplicant: false, stopped: false },
});
const stripe = (claim: string, state: "ready" | "filled-in" = "ready"): Due =>
	({ ...bank(claim, null), rail: "stripe", stripe: { id: "acct", state } }) as Due;
const many = (count: number) => Array.from({ length: count }, (_, at) => bank(`DN-${at}`));

describe("what one press chooses", () => {
	test.each<[string, Due[], [string, number, string][]]>([
		["nothing of one claim", [bank("a")], []],
		["all of one rail", [bank("a"), bank("b")], [["bank-file", 2, "all"]]],
		[
			"each rail by itself, as a batch takes one",
			[bank("a"), stripe("s"), bank("b"), stripe("t"), bank("c")],
			[
				["bank-file", 3, "all-of-rail"],
				["stripe", 2, "all-of-rail"],
			],
		],
		[
			"one rail beside a single claim of the other",
			[bank("a"), stripe("s"), bank("b")],
			[["bank-file", 2, "all-of-rail"]],
		],
		[
			"none that cannot be paid",
			[bank("a"), bank("b"), bank("c", null), stripe("s", "filled-in")],
			[["bank-file", 2, "all"]],
		],
		[
			"none that is stopped, or pays who asked",
			[bank("a"), { ...bank("b"), stopped: true }, { ...bank("c"), paysApplicant: true }],
			[],
		],
		["as many as a batch takes", many(MAX_CLAIMS), [["bank-file", MAX_CLAIMS, "all"]]],
		["no more than that", many(MAX_CLAIMS + 1), [["bank-file", MAX_CLAIMS, "first"]]],
	])("%s", (_what, due, expected) => {
		expect(choicesOf(due).map(({ rail, claims, is }) => [rail, claims.length, is])).toEqual(expected);
	});

	test("more than a batch takes, ticked by hand, is told with the number", () => {
		const claims = many(MAX_CLAIMS + 1).map(({ claim }) => claim);
		const read = batchForm.safeParse({ batchId: crypto.randomUUID(), claims });
		expect(read.error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining("500")]);
		expect(batchForm.safeParse({ batchId: crypto.randomUUID(), claims: claims.slice(1) }).success).toBe(true);
	});
});
