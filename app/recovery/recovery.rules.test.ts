import { describe, expect, test } from "vitest";
import { sumDong } from "#app/kernel/dong.ts";
import { receiptForm } from "./recovery.forms.ts";
import {
	loweredInstalments,
	monthlyInstalments,
	mostInstalments,
	type Plan,
	reminderOf,
	standingOf,
} from "./recovery.rules.ts";
import type { RecoveryState } from "./recovery.states.ts";

const amounts = (those: readonly { amountDong: bigint }[]) => those.map(({ amountDong }) => amountDong);

describe("monthly parts", () => {
	test.each<[left: bigint, count: number, parts: bigint[]]>([
		[10_000_000n, 1, [10_000_000n]],
		[10_000_000n, 2, [5_000_000n, 5_000_000n]],
		[10_000_000n, 3, [3_333_000n, 3_333_000n, 3_334_000n]],
		[1_001n, 2, [500n, 501n]],
		[6n, 6, [1n, 1n, 1n, 1n, 1n, 1n]],
	])("%s in %s", (left, count, parts) => {
		const plan = monthlyInstalments(left, count, "2026-08-31");
		expect(amounts(plan)).toEqual(parts);
		expect(sumDong(amounts(plan))).toBe(left);
	});

	test("fall on the same day of each month, or on its last", () => {
		const days = monthlyInstalments(4n, 4, "2026-11-30").map(({ dueOn }) => dueOn);
		expect(days).toEqual(["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"]);
	});

	test("are never more than there are đồng", () => {
		expect([mostInstalments(6, 10n), mostInstalments(6, 2n)]).toEqual([6, 2]);
	});
});

describe("a lowered amount", () => {
	const plan = monthlyInstalments(9_000_000n, 3, "2026-09-10");
	test.each<[total: bigint, parts: bigint[]]>([
		[9_000_000n, [3_000_000n, 3_000_000n, 3_000_000n]],
		[8_000_000n, [3_000_000n, 3_000_000n, 2_000_000n]],
		[6_000_000n, [3_000_000n, 3_000_000n]],
		[2_500_000n, [2_500_000n]],
	])("%s takes from the last part backwards", (total, parts) => {
		expect(amounts(loweredInstalments(plan, total))).toEqual(parts);
	});
});

const standing = (facts: Partial<Parameters<typeof standingOf>[0]>) =>
	standingOf({
		state: "due",
		amountDong: 10_000_000n,
		dueOn: "2026-10-10",
		receivedDong: 0n,
		plan: null,
		today: "2026-10-01",
		...facts,
	});

describe("where it stands", () => {
	test("without a plan all is due on the day of the notice", () => {
		const { parts, next, leftDong, overdueDong } = standing({ receivedDong: 1_000_000n });
		expect(parts).toEqual([
			{ number: 1, dueOn: "2026-10-10", amountDong: 10_000_000n, coveredDong: 1_000_000n, state: "open" },
		]);
		expect([next, leftDong, overdueDong]).toEqual([{ dueOn: "2026-10-10", amountDong: 9_000_000n }, 9_000_000n, 0n]);
	});

	// Two million had come back before the plan was made.
	const plan: Plan = { receivedDong: 2_000_000n, instalments: monthlyInstalments(8_000_000n, 2, "2026-10-10") };

	test.each<[received: bigint, today: string, states: string[], next: bigint | undefined, overdue: bigint]>([
		[2_000_000n, "2026-10-10", ["open", "open"], 4_000_000n, 0n],
		[2_000_000n, "2026-10-11", ["overdue", "open"], 4_000_000n, 4_000_000n],
		[5_000_000n, "2026-10-11", ["overdue", "open"], 1_000_000n, 1_000_000n],
		[6_000_000n, "2026-11-10", ["covered", "open"], 4_000_000n, 0n],
		[7_000_000n, "2026-12-01", ["covered", "overdue"], 3_000_000n, 3_000_000n],
		[2_000_000n, "2026-12-01", ["overdue", "overdue"], 8_000_000n, 8_000_000n],
		[10_000_000n, "2026-12-01", ["covered", "covered"], undefined, 0n],
	])("receipts of %s by %s cover the oldest part first: %s", (receivedDong, today, states, next, overdueDong) => {
		const now = standing({ plan, receivedDong, today });
		expect(now.parts.map(({ state }) => state)).toEqual(states);
		expect([now.next?.amountDong, now.overdueDong]).toEqual([next, overdueDong]);
	});

	test("a receipt from before the plan that was recorded wrongly is to be paid with the first part", () => {
		const { parts, leftDong } = standing({ plan, receivedDong: 500_000n });
		expect(amounts(parts)).toEqual([5_500_000n, 4_000_000n]);
		expect(sumDong(amounts(parts))).toBe(leftDong);
		expect(parts.map(({ coveredDong }) => coveredDong)).toEqual([0n, 0n]);
	});

	test.each<RecoveryState>(["drafted", "contested", "settled", "dropped"])("nothing is due while it is %s", (state) => {
		const { next, overdueDong } = standing({ state, today: "2027-01-01" });
		expect([next, overdueDong]).toEqual([null, 0n]);
	});
});

describe("reminders", () => {
	test.each<[state: RecoveryState, today: string, kind: string | undefined, step: string | undefined]>([
		["notified", "2026-09-16", undefined, undefined],
		["notified", "2026-09-17", "answer", "answer"],
		["notified", "2026-09-20", "answer", "answer"],
		["notified", "2026-09-21", undefined, undefined],
		["due", "2026-10-02", undefined, undefined],
		["due", "2026-10-03", "soon", "soon"],
		["due", "2026-10-09", "soon", "tomorrow"],
		["due", "2026-10-10", "soon", "tomorrow"],
		["due", "2026-10-11", "overdue", "overdue-0"],
		["due", "2026-10-17", "overdue", "overdue-0"],
		["due", "2026-10-18", "overdue", "overdue-1"],
		// Silence does not put off the day; the city's own pause does.
		["notified", "2026-10-11", "overdue", "overdue-0"],
		["contested", "2026-10-11", undefined, undefined],
		["settled", "2026-10-11", undefined, undefined],
	])("%s on %s: %s", (state, today, kind, step) => {
		const reminder = reminderOf({ state, answerBy: "2026-09-20" }, standing({ state, today }), today);
		expect([reminder?.kind, reminder?.step]).toEqual([kind, step]);
	});
});

test.each(["FT26334000001", "ft 26334-000001", " FT 26334.000001 "])(
	"a reference of the bank typed as %j is one",
	(typed) => {
		expect(receiptForm.shape.bankReference.parse(typed)).toBe("FT26334000001");
	},
);
