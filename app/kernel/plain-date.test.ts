import { assert, date as dates, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import {
	addDays,
	addMonths,
	endOfDay,
	formatDate,
	formatDateTime,
	formatDateWithWeekday,
	formatDocumentDate,
	formatTime,
	isPlainDate,
	parsePlainDate,
	parsePlainDateText,
	plainDateAt,
	startOfDay,
	weekdayOf,
	xmlDay,
	yearOf,
} from "./plain-date.ts";

const instants = dates({ min: new Date("1980-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });

describe("the day in Ho Chi Minh City", () => {
	test.each([
		["2026-11-22T16:59:59.999Z", "2026-11-22"],
		["2026-11-22T17:00:00.000Z", "2026-11-23"],
		["2025-12-31T17:00:00.000Z", "2026-01-01"],
	])("at %s it is %s", (instant, day) => {
		expect(plainDateAt(new Date(instant))).toBe(day);
	});

	test("agrees with the time-zone database at every instant", () => {
		const zone = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short" });
		assert(
			property(instants, (instant) => {
				expect(plainDateAt(instant)).toBe(zone.format(instant));
			}),
		);
	});

	test("begins and ends at local midnight", () => {
		expect(startOfDay("2026-11-23").toISOString()).toBe("2026-11-22T17:00:00.000Z");
		expect(endOfDay("2026-11-23").toISOString()).toBe("2026-11-23T16:59:59.999Z");
		assert(
			property(instants, (instant) => {
				const day = plainDateAt(instant);
				expect(startOfDay(day) <= instant && instant <= endOfDay(day)).toBe(true);
			}),
		);
	});
});

describe("reading a date", () => {
	test.each([
		["23", "11", "2026", "2026-11-23"],
		["5", "1", "2026", "2026-01-05"],
		[" 05 ", "01", " 2026", "2026-01-05"],
		["29", "2", "2028", "2028-02-29"],
		["31", "12", "1999", "1999-12-31"],
	])("%s %s %s", (day, month, year, date) => {
		expect(parsePlainDate(day, month, year)).toBe(date);
	});

	test.each([
		["29", "2", "2026"],
		["31", "4", "2026"],
		["0", "1", "2026"],
		["1", "0", "2026"],
		["1", "13", "2026"],
		["1", "1", "26"],
		["1", "1", "0026"],
		["1", "1", "20260"],
		["", "1", "2026"],
		["1", "", "2026"],
		["1", "1", ""],
		["1.5", "1", "2026"],
		["-1", "1", "2026"],
		["một", "1", "2026"],
	])("refuses %j %j %j", (day, month, year) => {
		expect(parsePlainDate(day, month, year)).toBeNull();
	});

	test.each([
		["23/11/2026", "2026-11-23"],
		[" 5/1/2026 ", "2026-01-05"],
		["23-11-2026", "2026-11-23"],
		["23.11.2026", "2026-11-23"],
		["23 11 2026", "2026-11-23"],
		["23 / 11 / 2026", "2026-11-23"],
		["", null],
		["23/11", null],
		["23/11/2026/1", null],
		["2026-11-23", "2026-11-23"],
		["2026/1/5", "2026-01-05"],
		["23\u201311\u20132026", "2026-11-23"],
		["23\u00a0/\u00a011\u2011/ 2026", null],
		["２３/１１/２０２６", "2026-11-23"],
		["ngày 23 tháng 11 năm 2026", "2026-11-23"],
		["Ngày 05 tháng 01 năm 2026".normalize("NFD"), "2026-01-05"],
		["29/02/2028", "2028-02-29"],
		["29/02/2027", null],
		["23/11/26", null],
		["26-11-23", null],
		["11/23/2026", null],
		["ngày mai", null],
	])("reads %j as %s", (text, date) => {
		expect(parsePlainDateText(text)).toBe(date);
	});

	test.each([
		["2026-11-26", "2026-11-26"],
		[" 2026-11-26\n", "2026-11-26"],
		["2026-11-26+07:00", "2026-11-26"],
		["2026-11-26Z", "2026-11-26"],
		["2026-11-26-05:00", "2026-11-26"],
		["2026-11-26T10:15:00", "2026-11-26"],
		["2026-11-26T23:59:59.999", "2026-11-26"],
		["2026-11-26T24:00:00", "2026-11-27"],
		["2026-11-26 10:15", "2026-11-26"],
		["2026-11-26T00:00:00.000000000+07:00", "2026-11-26"],
		["2026-11-26T16:59:59Z", "2026-11-26"],
		["2026-11-26T17:00:00Z", "2026-11-27"],
		["2026-12-31T17:30:00Z", "2027-01-01"],
		["2027-01-01T00:30:00+09:00", "2026-12-31"],
		["2026-11-26T13:00:00-0500", "2026-11-27"],
		["2026-02-30", null],
		["2026-02-30T10:00:00Z", null],
		["2026-11-26T25:00:00Z", null],
		["2026-11-26T10:00:00+25:00", null],
		["26/11/2026", null],
		["2026-11", null],
		["", null],
	])("reads %j of XML as %s", (text, day) => {
		expect(xmlDay(text)).toBe(day);
	});

	test("knows a plain date from other text", () => {
		expect(isPlainDate("2026-02-28")).toBe(true);
		expect(isPlainDate("2026-02-29")).toBe(false);
		expect(isPlainDate("2026-2-28")).toBe(false);
		for (const slip of ["0026-11-26", "1026-11-26", "1899-12-31", "2200-01-01", "2926-11-26", "9999-12-31"]) {
			const [year = "", month = "", day = ""] = slip.split("-");
			expect([parsePlainDate(day, month, year), parsePlainDateText(slip), xmlDay(slip)]).toEqual([null, null, null]);
		}
		expect([parsePlainDate("1", "1", "1900"), xmlDay("2199-12-31")]).toEqual(["1900-01-01", "2199-12-31"]);
		// A day that was kept before is still shown.
		expect(formatDate("9999-12-31", "vi")).toBe("31/12/9999");
		expect(isPlainDate("2026-02-28T00:00:00Z")).toBe(false);
	});
});

describe("counting", () => {
	test.each([
		["2026-12-31", 1, "2027-01-01"],
		["2028-02-28", 1, "2028-02-29"],
		["2026-03-01", -1, "2026-02-28"],
	])("%s and %s days", (date, days, sum) => {
		expect(addDays(date, days)).toBe(sum);
	});

	test.each([
		["2026-01-31", 1, "2026-02-28"],
		["2028-02-29", 12, "2029-02-28"],
		["2026-11-23", -12, "2025-11-23"],
		["2026-11-23", 2, "2027-01-23"],
		["2026-01-15", -1, "2025-12-15"],
	])("%s and %s months", (date, months, sum) => {
		expect(addMonths(date, months)).toBe(sum);
	});

	test("days added are days taken away", () => {
		assert(
			property(instants, integer({ min: -5000, max: 5000 }), (instant, days) => {
				const day = plainDateAt(instant);
				expect(addDays(addDays(day, days), -days)).toBe(day);
				expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
			}),
		);
	});

	test("names year and weekday", () => {
		expect(yearOf("2026-11-23")).toBe(2026);
		expect(weekdayOf("2026-11-23")).toBe(1);
		expect(weekdayOf("2026-11-22")).toBe(7);
	});

	test("text that is no date is a mistake of ours", () => {
		expect(() => addDays("23/11/2026", 1)).toThrow("23/11/2026");
	});
});

describe("showing", () => {
	test("a day", () => {
		expect(formatDate("2026-11-03", "vi")).toBe("03/11/2026");
		expect(formatDate("2026-11-03", "en")).toBe("3 November 2026");
		expect(formatDate(new Date("2026-11-22T17:00:00Z"), "vi")).toBe("23/11/2026");
	});

	test("a day with its weekday", () => {
		expect(formatDateWithWeekday("2026-11-19", "vi")).toBe("thứ\u00A0Năm, 19/11/2026");
		expect(formatDateWithWeekday("2026-11-22", "vi")).toBe("Chủ\u00A0Nhật, 22/11/2026");
		expect(formatDateWithWeekday("2026-11-19", "en")).toBe("Thursday 19 November 2026");
	});

	test("a time", () => {
		expect(formatTime(new Date("2026-11-23T03:42:59Z"))).toBe("10:42");
		expect(formatTime(new Date("2026-11-23T02:05:00Z"))).toBe("9:05");
		expect(formatDateTime(new Date("2026-11-22T17:00:00Z"), "vi")).toBe("0:00, 23/11/2026");
		expect(formatDateTime(new Date("2026-11-23T03:42:00Z"), "en")).toBe("10:42, 23 November 2026");
	});

	test.each([
		["2026-01-05", "ngày 05 tháng 01 năm 2026"],
		["2026-02-28", "ngày 28 tháng 02 năm 2026"],
		["2026-03-09", "ngày 09 tháng 3 năm 2026"],
		["2026-11-24", "ngày 24 tháng 11 năm 2026"],
	])("%s on a document", (date, text) => {
		expect(formatDocumentDate(date)).toBe(text);
	});
});
