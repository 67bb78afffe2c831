import { confirmBudgetChange } from "#app/funding/budget/confirm-budget-change.server.ts";
import { declineBudgetChange } from "#app/funding/budget/decline-budget-change.server.ts";
import { type NewBudgetChange, proposeBudgetChange } from "#app/funding/budget/propose-budget-change.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { addDays, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { closeYear } from "#app/year-closing/close-year.server.ts";
import { confirmClosing } from "#app/year-closing/confirm-closing.server.ts";
import { proposeClosing } from "#app/year-closing/propose-closing.server.ts";
import type { Database } from "#db/connection.server.ts";
import { demoDesk } from "./associations.ts";
import type { Calendar } from "./calendar.ts";
import { contextAt } from "./cast.ts";
import { OPENED_WORKING_DAYS_AGO } from "./plan/plans.ts";
import { type Random, uuidFrom } from "./random.ts";
import type { Story } from "./theatre.ts";

const HOUR_MS = 3_600_000;

/** Who proposes changes of the budget, and who answers them. */
export type BudgetDesk = { db: Database; calendar: Calendar; random: Random; officers: [Actor, Actor] };

type Wish = Pick<NewBudgetChange, "programmeId" | "kind" | "amountDong" | "reason"> &
	Partial<Pick<NewBudgetChange, "fromAssociation" | "toAssociation">> & { number: number };

/** One officer proposes a change of the budget under a decision of the city of the day before. Its reference. */
async function propose(desk: BudgetDesk, { number, ...wish }: Wish, now: Date): Promise<string> {
	const documentOn = addDays(plainDateAt(now), -1);
	return proposeBudgetChange(contextAt(desk, desk.officers[0], now), {
		fromAssociation: null,
		toAssociation: null,
		...wish,
		changeId: uuidFrom(desk.random),
		documentNumber: `${number}/QĐ-UBND`,
		documentOn,
	});
}

/** A change of the budget that one officer proposes and the other confirms an hour later. */
export async function changeInDemo(desk: BudgetDesk, wish: Wish, now: Date): Promise<void> {
	const reference = await propose(desk, wish, now);
	const later = new Date(now.getTime() + HOUR_MS);
	await confirmBudgetChange(contextAt(desk, desk.officers[1], later), { reference });
}

/** When the open programme has begun, the year that was over by then is closed for the programmes before it. */
export async function* closingStory(desk: BudgetDesk, programmes: { before: string; pilot: string }): Story {
	let now = yield desk.calendar.workingDaysAgo(OPENED_WORKING_DAYS_AGO - 3, desk.random);
	const year = yearOf(plainDateAt(now));
	for (const programmeId of [programmes.before, programmes.pilot]) {
		const closingId = uuidFrom(desk.random);
		const [proposer, confirmer] = desk.officers;
		const reference = await proposeClosing(contextAt(desk, proposer, now), { closingId, programmeId, year: year - 1 });
		now = yield new Date(now.getTime() + HOUR_MS);
		await confirmClosing(contextAt(desk, confirmer, now), { reference });
		await closeYear({ ...systemContext("year.close", now), db: desk.db }, { closingId });
	}
}

/** This year: a move between two associations, more money from the city, and one proposal that was not confirmed. */
export async function* thisYearsBudgetStory(desk: BudgetDesk, programmes: { now: string }): Story {
	const { calendar, random } = desk;
	let now = yield calendar.workingDaysAgo(139, random);
	const ofThisYear = { programmeId: programmes.now };
	await changeInDemo(
		desk,
		{
			...ofThisYear,
			kind: "move",
			fromAssociation: "cu-chi",
			toAssociation: demoDesk,
			amountDong: 200_000_000n,
			reason: "Hội nhận có nhiều hồ sơ hơn dự kiến, Hội chuyển chưa dùng hết.",
			number: 1204,
		},
		now,
	);
	now = yield calendar.workingDaysAgo(113, random);
	await changeInDemo(
		desk,
		{
			...ofThisYear,
			kind: "top-up",
			amountDong: 2_000_000_000n,
			reason: "Thành phố bổ sung ngân sách giữa năm.",
			number: 1630,
		},
		now,
	);
	now = yield calendar.workingDaysAgo(70, random);
	const reference = await propose(
		desk,
		{
			...ofThisYear,
			kind: "take-back",
			fromAssociation: "hla",
			amountDong: 500_000_000n,
			reason: "Hội chưa có nhiều hồ sơ.",
			number: 2011,
		},
		now,
	);
	now = yield calendar.later(now, 1, random);
	const reason = "Hội đang nhận đợt hồ sơ mới; xem lại vào cuối quý.";
	await declineBudgetChange(contextAt(desk, desk.officers[1], now), { reference, reason });
}

/** One proposal waits for the second officer. */
export async function* pendingBudgetStory(desk: BudgetDesk, programmes: { now: string }): Story {
	const now = yield desk.calendar.workingDaysAgo(2, desk.random);
	const wish = { fromAssociation: "hta", toAssociation: "saca", amountDong: 150_000_000n, number: 2987 };
	const reason = "Điều chuyển theo đề nghị của hai hội.";
	await propose(desk, { programmeId: programmes.now, kind: "move", reason, ...wish }, now);
}
