import type { Kysely } from "kysely";
import { type PlainDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { findHolidayChange, type HolidayChangeRow, holidayChanges, keptDays } from "./holiday-changes.server.ts";
import { changedDays, standingOf, type YearStanding, yearToEnter } from "./working-days.rules.ts";

export type DayRow = { onDate: PlainDate; nameVi: string; nameEn: string; isWorked: boolean; source: string };

export type WorkingDaysPage = {
	year: number;
	years: number[];
	today: PlainDate;
	days: DayRow[];
	/** The next year, once its days off should be there and are not, or are not announced. */
	toEnter: { year: number; standing: Exclude<YearStanding, "announced"> } | null;
	pending: HolidayChangeRow[];
	/** The latest that were answered. */
	ended: HolidayChangeRow[];
};

const ENDED_SHOWN = 20;

function daysOfYear(db: Kysely<Tables>, year: number): Promise<DayRow[]> {
	return db
		.selectFrom("holiday")
		.select(["onDate", "nameVi", "nameEn", "isWorked", "source"])
		.where("isDropped", "=", false)
		.where("onDate", ">=", `${year}-01-01`)
		.where("onDate", "<=", `${year}-12-31`)
		.orderBy("onDate")
		.execute();
}

/** The next year, where its days off are still to be entered; null while there is time, or once they are announced. */
export async function missingYear(db: Kysely<Tables>, now: Date): Promise<WorkingDaysPage["toEnter"]> {
	const year = yearToEnter(plainDateAt(now));
	if (year === null) return null;
	const standing = standingOf(await daysOfYear(db, year));
	return standing === "announced" ? null : { year, standing };
}

/** The working days of a year, this one unless another is asked for, with the changes that wait and the latest. */
export async function workingDaysPage(db: Kysely<Tables>, now: Date, asked: string | null): Promise<WorkingDaysPage> {
	const today = plainDateAt(now);
	const { first } = await db
		.selectFrom("holiday")
		.select((eb) => eb.fn.min("onDate").as("first"))
		.executeTakeFirstOrThrow();
	const from = first ? yearOf(first) : yearOf(today);
	const years = Array.from({ length: yearOf(today) + 2 - from }, (_, index) => from + index);
	const year = years.find((each) => String(each) === asked) ?? yearOf(today);
	const changes = (state: "=" | "<>", limit: number) =>
		holidayChanges(db).where("state", state, "proposed").limit(limit).execute() as Promise<HolidayChangeRow[]>;
	return {
		year,
		years,
		today,
		days: await daysOfYear(db, year),
		toEnter: await missingYear(db, now),
		pending: await changes("=", 100),
		ended: await changes("<>", ENDED_SHOWN),
	};
}

/** A change, the days that it touches, and how many awaited answers would be counted anew. */
export type HolidayChangePage = HolidayChangeRow & { days: PlainDate[]; awaited: number };

export async function holidayChangePage(db: Kysely<Tables>, reference: string): Promise<HolidayChangePage | null> {
	const change = await findHolidayChange(db, reference);
	if (!change) return null;
	const { awaited } = await db
		.selectFrom("application")
		.select((eb) => eb.fn.countAll<bigint>().as("awaited"))
		.where("state", "in", ["submitted", "in_review", "recommended"])
		.where("answerDueOn", "is not", null)
		.executeTakeFirstOrThrow();
	return { ...change, days: changedDays(change, await keptDays(db, change)), awaited: Number(awaited) };
}
