import { expect, test } from "vitest";
import type { AnswerRow } from "./answer-row.ts";
import { type MatchedPayment, matchRows, summaryOf } from "./match.rules.ts";

const payment: MatchedPayment = {
	id: "1",
	reference: "CT-1",
	amountDong: 50n,
	isByBank: true,
	state: "sent",
	batch: "DC-2",
	sentOn: "2026-09-07",
	sentBefore: false,
	debitedOn: null,
	paidOn: null,
};
const row: AnswerRow = { reference: "CT-1", answer: "paid", amountDong: 50n, on: "2026-09-08", said: "", batch: null };
const today = { today: "2026-09-09", isStatement: false, ownAccount: "9990001" } as const;
const found = (
	rows: Partial<AnswerRow>[],
	change: Partial<MatchedPayment> = {},
	around: { today: string; isStatement: boolean } = today,
) =>
	matchRows(
		rows.map((each) => ({ ...row, ...each })),
		[{ ...payment, ...change }],
		around,
	).map(({ finding }) => finding);

test.each<[string, Partial<AnswerRow>, Partial<MatchedPayment>, string]>([
	["the bank paid", {}, {}, "agrees"],
	["the bank does not repeat the amount", { amountDong: null }, {}, "agrees"],
	["recorded before", {}, { state: "paid" }, "agrees"],
	["not known needs no day", { answer: "unknown", on: null }, {}, "agrees"],
	["nothing known of it", { reference: "CT-9" }, {}, "no-payment"],
	["another amount", { amountDong: 51n }, {}, "amount-differs"],
	["another amount, though recorded", { amountDong: 51n }, { state: "paid" }, "amount-differs"],
	["the bank is at it", { answer: "waiting", reference: "" }, {}, "waiting"],
	["nobody can tell", { answer: "unclear" }, {}, "unclear"],
	["returned after it was paid", { answer: "failed" }, { state: "paid" }, "contradicts"],
	["Stripe pays it", {}, { isByBank: false }, "contradicts"],
	["never sent", {}, { state: "scheduled", sentOn: null }, "contradicts"],
	["before the sending", { on: "2026-09-06" }, {}, "day"],
	["tomorrow", { on: "2026-09-10" }, {}, "day"],
	["no day", { on: null }, {}, "no-day"],
	["no day, though recorded", { on: null }, { state: "paid", paidOn: "2026-09-08" }, "agrees"],
	["recorded on that day", {}, { state: "paid", paidOn: "2026-09-08" }, "agrees"],
	["recorded on another day", {}, { state: "paid", paidOn: "2026-09-09" }, "other-day"],
	["recorded in the year before", { on: "2026-01-02" }, { state: "paid", paidOn: "2025-12-31" }, "other-day"],
	["of our account, as banks fill it up", { account: "000 999-0001" }, {}, "agrees"],
	["of our account, hidden but for its end", { account: "****0001" }, {}, "agrees"],
	["of another account", { account: "777000111" }, {}, "other-account"],
	["of another account that ends so too", { account: "1239990001" }, {}, "other-account"],
	["of a whole batch", { reference: "", batch: "DC-2", answer: "failed", whole: { count: 4 } }, {}, "whole-batch"],
	["the bank is at a whole batch", { reference: "", answer: "waiting", whole: { count: null } }, {}, "waiting"],
	["about a batch that it left", { answer: "failed", batch: "DC-1" }, {}, "other-batch"],
	["paid in a batch that it left, though paid in its own", { batch: "DC-1" }, { state: "paid" }, "other-batch"],
	["paid in its batch, and recorded before", { batch: "DC-2" }, { state: "paid" }, "agrees"],
	["returned in a batch that it left, as recorded", { answer: "failed", batch: "DC-1" }, { state: "failed" }, "agrees"],
	["on the day of the only sending", { on: "2026-09-07" }, {}, "agrees"],
	["paid on the day of the second sending", { on: "2026-09-07" }, { sentBefore: true }, "day"],
	["returned on the day of the second sending", { answer: "failed", on: "2026-09-07" }, { sentBefore: true }, "day"],
	["of its batch on that day", { on: "2026-09-07", batch: "DC-2" }, { sentBefore: true }, "agrees"],
	["on the day after the second sending", { answer: "failed", on: "2026-09-08" }, { sentBefore: true }, "agrees"],
	["about its batch", { answer: "failed", batch: "DC-2" }, {}, "agrees"],
])("%s", (_name, change, of, finding) => {
	expect(found([change], of)).toEqual([finding]);
});

test("of lines on one payment the first counts if they agree, and none if they do not", () => {
	expect(found([{}, {}])).toEqual(["agrees", "twice"]);
	expect(found([{}, { answer: "failed" }])).toEqual(["twice", "twice"]);
	expect(found([{ answer: "waiting" }, {}])).toEqual(["waiting", "agrees"]);
});

test("two statements in which the money left on two days are for a person; the same line again is not", () => {
	const statement = { ...today, isStatement: true } as const;
	const paid = { state: "paid", debitedOn: "2026-09-08" } as const;
	expect(found([{ on: "2026-09-08" }], paid, statement)).toEqual(["agrees"]);
	expect(found([{ on: "2026-09-09" }], paid, statement)).toEqual(["twice"]);
	expect(found([{ on: "2026-09-09" }], paid)).toEqual(["agrees"]);
});

test("the summary counts each line once", () => {
	const rows = matchRows([row, { ...row, reference: "X" }, { ...row, answer: "waiting" }], [payment], today);
	expect(summaryOf(rows)).toEqual({ paid: 1, failed: 0, unknown: 0, waiting: 1, unmatched: 1 });
});
