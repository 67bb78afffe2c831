/** Days as tables of banks write them. */

import { addDays, isPlainDate, type PlainDate, parsePlainDate, xmlDay } from "#app/kernel/plain-date.ts";
import { EXCEL_EPOCH } from "./workbook-cells.ts";

export const dayOrders = ["dmy", "mdy", "ymd"] as const;

/** In which order day, month and year stand. */
export type DayOrder = (typeof dayOrders)[number];

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** From 1; 0 for what is none. */
function monthNamed(name: string): number {
	return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

const WEEKDAY = /^(?:thứ \p{L}{2,4}|chủ nhật|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})[, ] ?/iu;

/** "10:15", "T10:15:30.123+0700", "10h15", "10.15.30.000000 AM", "10:15:30 SA": what stands beside a day. */
const HOUR =
	/(?:(?<=\d)T|(?<![\d:.]))(?:\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,9})?|(?<=\d )\d{1,2}(?:\.\d{2}){2}(?:[.,]\d{1,9})?|\d{1,2}h(?:\d{2})?)(?: ?(?:[AP]M|SA|CH))?(?: ?(?:(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|Z|ICT))?(?!\d)/iu;

/** Three parts in any order, also with the words that Vietnamese and its short forms have between them. */
const PARTS =
	/^(?:ngày )?(\d{1,4}) ?(?:[/.\- ]|(?=t)) ?(?:tháng|thg\.?|th\.?)? ?(\d{1,2}|[a-z]{3,9}) ?(?:[/.\-, ]|(?=n)) ?(?:năm)? ?(\d{1,4})$/iu;

/** The day of "26/11/26", "11/26/2026 10:15", "26-Nov-2026", "20261126", "46352": null if it is none in this order. */
export function readTableDay(text: string, order: DayOrder): PlainDate | null {
	const given = text.trim();
	// The longest is "ngày 26 tháng 11 năm 2026 lúc 10:15:00".
	if (given.length > 60) return null;
	const ofXml = xmlDay(given);
	if (ofXml) return ofXml;
	const day = given
		.replace(/[\u2212\p{Pd}]/gu, "-")
		.replace(WEEKDAY, "")
		.replace(HOUR, "")
		.replace(/(?<![-,\s])[-,\s]+$/, "")
		.trim();
	const [, serial] = /^([34567]\d{4})(?:\.\d+)?$/.exec(day) ?? [];
	if (serial) return addDays(EXCEL_EPOCH, Number(serial));
	// Eight digits, and what an hour takes behind them.
	const [, all] = /^(\d{8})(?:\d{4}|\d{6})?$/.exec(day) ?? [];
	if (all) return ofDigits(all);
	const [, month = "", date = "", year = ""] = /^([a-z]{3,9})[. ] ?(\d{1,2})[, ] ?(\d{4})$/i.exec(day) ?? [];
	if (month !== "") return dateOf(year, String(monthNamed(month)), date);
	const [, first = "", second = "", third = ""] = PARTS.exec(day) ?? [];
	const named = monthNamed(second);
	if (named > 0) return dateOf(third, String(named), first);
	if (first.length === 4) return dateOf(first, second, third);
	if (order === "mdy") return dateOf(third, first, second);
	return order === "ymd" && third.length < 3 ? dateOf(first, second, third) : dateOf(third, second, first);
}

function ofDigits(text: string): PlainDate | null {
	const yearFirst = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
	if (/^(?:19|20)/.test(text) && isPlainDate(yearFirst)) return yearFirst;
	return parsePlainDate(text.slice(0, 2), text.slice(2, 4), text.slice(4));
}

/** A year of two digits is of this century: no payment here is older. */
function dateOf(year: string, month: string, day: string): PlainDate | null {
	return parsePlainDate(day, month, year.length === 2 ? `20${year}` : year);
}

/** The order that all these days allow, the usual one of Viet Nam first. */
export function dayOrderOf(texts: readonly string[]): DayOrder {
	const days = texts.filter((text) => /\d/.test(text));
	const fits = (order: DayOrder) => days.filter((text) => readTableDay(text, order) !== null).length;
	return dayOrders.reduce((best, order) => (fits(order) > fits(best) ? order : best));
}
