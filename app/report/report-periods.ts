import { addDays, addMonths, type PlainDate, yearOf } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";

/** A period that offices report on; `all` has no ends. */
export type ReportPeriod = { name: keyof typeof periodNames; from: PlainDate | null; to: PlainDate | null };

const periodNames = {
	"this-quarter": m.report_period_this_quarter,
	"last-quarter": m.report_period_last_quarter,
	"this-year": m.report_period_this_year,
	"last-year": m.report_period_last_year,
	all: m.report_period_all,
};

export function periodName(name: ReportPeriod["name"]): string {
	return periodNames[name]();
}

function quarterOf(date: PlainDate): { from: PlainDate; to: PlainDate } {
	const firstMonth = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
	const from = `${date.slice(0, 4)}-${String(firstMonth).padStart(2, "0")}-01`;
	return { from, to: addDays(addMonths(from, 3), -1) };
}

/** The quarters and years of the calendar that one chooses between on that day, each to its last day. */
export function reportPeriods(today: PlainDate): ReportPeriod[] {
	const quarter = quarterOf(today);
	const year = (of: number) => ({ from: `${of}-01-01`, to: `${of}-12-31` });
	return [
		{ name: "this-quarter", ...quarter },
		{ name: "last-quarter", ...quarterOf(addDays(quarter.from, -1)) },
		{ name: "this-year", ...year(yearOf(today)) },
		{ name: "last-year", ...year(yearOf(today) - 1) },
		{ name: "all", from: null, to: null },
	];
}
