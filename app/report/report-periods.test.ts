import { expect, test } from "vitest";
import { reportPeriods } from "./report-periods.ts";

test.each([
	["2026-11-29", "2026-10-01 2026-12-31", "2026-07-01 2026-09-30", "2026-01-01 2026-12-31", "2025-01-01 2025-12-31"],
	["2026-01-01", "2026-01-01 2026-03-31", "2025-10-01 2025-12-31", "2026-01-01 2026-12-31", "2025-01-01 2025-12-31"],
	["2024-03-31", "2024-01-01 2024-03-31", "2023-10-01 2023-12-31", "2024-01-01 2024-12-31", "2023-01-01 2023-12-31"],
	["2026-04-01", "2026-04-01 2026-06-30", "2026-01-01 2026-03-31", "2026-01-01 2026-12-31", "2025-01-01 2025-12-31"],
])("on %s the periods are this and the last quarter, this and the last year, and all", (today, ...periods) => {
	const found = reportPeriods(today);
	expect(found.map(({ name }) => name)).toEqual(["this-quarter", "last-quarter", "this-year", "last-year", "all"]);
	expect(found.slice(0, 4).map(({ from, to }) => `${from} ${to}`)).toEqual(periods);
	expect(found[4]).toMatchObject({ from: null, to: null });
});
