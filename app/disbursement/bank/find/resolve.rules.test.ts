import { expect, test } from "vitest";
import type { AnswerRow } from "../answer-row.ts";
import { type BatchMember, type Findable, resolveRows } from "./resolve.rules.ts";

const row: AnswerRow = { reference: "", answer: "paid", amountDong: 50n, on: "2026-11-26", said: "", batch: null };
const one: Findable = { reference: "CT-1", amountDong: 50n };
const two: Findable = { reference: "CT-2", amountDong: 30n };
const member = (payment: Findable, isOut = false): BatchMember => ({ ...payment, isOut });

type Names = { byKey?: [string, Findable[]][]; byClaim?: [string, Findable[]][]; byBatch?: [string, BatchMember[]][] };

const found = (change: Partial<AnswerRow>, { byKey, byClaim, byBatch }: Names) =>
	resolveRows([{ ...row, ...change }], {
		byKey: new Map(byKey),
		byClaim: new Map(byClaim),
		byBatch: new Map(byBatch),
	}).map(({ reference, foundBy, amountDong }) => [reference, foundBy, amountDong]);

const asItWas = [["", undefined, 50n]];

test.each<[string, Partial<AnswerRow>, Names, unknown[]]>([
	[
		"its own reference",
		{ reference: "CT-2026-00009", keys: ["K 1"] },
		{ byKey: [["K 1", [one]]] },
		[["CT-2026-00009", undefined, 50n]],
	],
	[
		"the bank's key beside an id of the bank's",
		{ reference: "FT9", keys: ["K 1"] },
		{ byKey: [["K 1", [one]]] },
		[["CT-1", "key", 50n]],
	],
	[
		"an id of the bank's, whatever claim is named",
		{ reference: "FT9", claims: ["DN-1"] },
		{ byClaim: [["DN-1", [one]]] },
		[["FT9", undefined, 50n]],
	],
	["the bank's key", { keys: ["K 0", "K 1"] }, { byKey: [["K 1", [one, one]]] }, [["CT-1", "key", 50n]]],
	["a key of two payments", { keys: ["K 1"] }, { byKey: [["K 1", [one, two]]] }, asItWas],
	[
		"keys of two payments",
		{ keys: ["K 1", "K 2"] },
		{
			byKey: [
				["K 1", [one]],
				["K 2", [two]],
			],
		},
		asItWas,
	],
	["a key that nobody knows", { keys: ["K 9"] }, {}, asItWas],
	["the claim and the amount", { claims: ["DN-1"] }, { byClaim: [["DN-1", [one]]] }, [["CT-1", "claim", 50n]]],
	[
		"the one claim of that amount",
		{ claims: ["DN-1", "DN-2"] },
		{
			byClaim: [
				["DN-1", [one]],
				["DN-2", [two]],
			],
		},
		[["CT-1", "claim", 50n]],
	],
	["a claim of another amount", { claims: ["DN-2"] }, { byClaim: [["DN-2", [two]]] }, asItWas],
	[
		"a claim without an amount to hold it against",
		{ amountDong: null, claims: ["DN-1"] },
		{ byClaim: [["DN-1", [one]]] },
		[["", undefined, null]],
	],
	[
		"two claims of that amount",
		{ claims: ["DN-1", "DN-2"] },
		{
			byClaim: [
				["DN-1", [one]],
				["DN-2", [{ ...two, amountDong: 50n }]],
			],
		},
		asItWas,
	],
	[
		"a claim that contradicts the keys",
		{ keys: ["K 1"], claims: ["DN-1"] },
		{ byKey: [["K 1", [one, two]]], byClaim: [["DN-1", [one]]] },
		asItWas,
	],
])("finds by %s", (_how, change, names, expected) => expect(found(change, names)).toEqual(expected));

const batch = (amountDong: bigint | null, count: number | null, answer: AnswerRow["answer"] = "paid") => ({
	...{ batch: "DC-1", amountDong, answer },
	whole: { count },
});
const both = [
	["CT-1", "batch", 50n],
	["CT-2", "batch", 30n],
];

test.each<[string, Partial<AnswerRow>, BatchMember[], unknown[]]>([
	["all its payments", batch(80n, 2), [member(one), member(two)], both],
	["all its payments, uncounted", batch(80n, null), [member(one), member(two)], both],
	["all its payments, without a sum", batch(null, 2), [member(one), member(two)], both],
	["all but those that the bank refused", batch(50n, 1), [member(one), member(two, true)], [["CT-1", "batch", 50n]]],
	["all, though one has left since", batch(80n, 2), [member(one), member(two, true)], both],
	["nothing for another sum", batch(79n, 2), [member(one), member(two)], [["", undefined, 79n]]],
	["nothing for another number", batch(80n, 3), [member(one), member(two)], [["", undefined, 80n]]],
	["nothing for a batch that is none", batch(80n, 2), [], [["", undefined, 80n]]],
	[
		"nothing for a refusal: it may be of a second copy",
		batch(80n, 2, "failed"),
		[member(one), member(two)],
		[["", undefined, 80n]],
	],
])("a debit of a batch is %s", (_what, change, members, expected) => {
	expect(found(change, { byBatch: [["DC-1", members]] })).toEqual(expected);
});
