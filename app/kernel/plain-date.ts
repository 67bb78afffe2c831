/**
 * Dates of law are plain days of Ho Chi Minh City, "YYYY-MM-DD"; instants are `Date`.
 *
 * Viet Nam has kept UTC+7 without daylight saving since 1975 (official time: Decision 134/2002/QĐ-TTg), so the
 * conversion is arithmetic: the same on every server and in every browser, whatever time-zone data they carry.
 * A test compares it with Asia/Ho_Chi_Minh.
 */

import { assert } from "./assert.ts";
import type { Locale } from "./locale.ts";
import { cleanLine } from "./text.ts";

/** A calendar day in Ho Chi Minh City, "2026-11-23". Sorts and compares as text. */
export type PlainDate = string;

const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;

/** True for a real day written "YYYY-MM-DD". */
export function isPlainDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const [year, month, day] = text.split("-").map(Number) as [number, number, number];
	return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Nothing that people write of is older, or due later: a slip of the finger (2926, 9999) is no day to count towards. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

function isWithinReach(date: string): boolean {
	return isPlainDate(date) && yearOf(date) >= FIRST_YEAR && yearOf(date) <= LAST_YEAR;
}

/** The day on the wall calendar of Ho Chi Minh City at that instant. */
export function plainDateAt(instant: Date): PlainDate {
	return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The day that three boxes name ("5", "01", "2026"); null unless it is a real day of these centuries. */
export function parsePlainDate(day: string, month: string, year: string): PlainDate | null {
	const date = [year, month, day].map((part) => cleanLine(part).padStart(2, "0")).join("-");
	return isWithinReach(date) ? date : null;
}

/**
 * Reads "23/11/2026", also with dots, dashes, spaces or words ("ngày 23 tháng 11 năm 2026"), day first, and "2026-11-23" as
 * tables have it; null if it is not a real day.
 */
export function parsePlainDateText(text: string): PlainDate | null {
	const plain = cleanLine(text)
		.replace(/[\u2212\p{Pd}]/gu, "-")
		.replace(/^ngày /i, "")
		.replace(/ ?(?:tháng|năm) ?/gi, "/");
	const [day = "", month = "", year = "", ...more] = plain.split(/ ?[/.-] ?| /);
	if (more.length > 0) return null;
	return day.length === 4 ? parsePlainDate(year, month, day) : parsePlainDate(day, month, year);
}

const XML_DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,30})?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The day in Ho Chi Minh City of a date or a moment as XML Schema writes it (part 2, sections 3.3.7 and 3.3.9), with or
 * without a zone: "2026-11-26", "2026-11-26+07:00", "2026-11-25T18:30:00.000000000Z". A day with a zone stays that day, a
 * moment without one is of here. Null if it is none.
 */
export function xmlDay(text: string): PlainDate | null {
	const [, day = "", minutes, seconds = ":00", zone = ""] = XML_DAY.exec(text.trim()) ?? [];
	if (!isWithinReach(day)) return null;
	if (minutes === undefined) return day;
	const here = zone.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2") || "+07:00";
	const instant = new Date(`${day}T${minutes}${seconds}${here}`);
	return Number.isNaN(instant.getTime()) ? null : plainDateAt(instant);
}

/** `days` later, or earlier if negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
	return new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days `to` is later than `from`; negative if it is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
	return Math.round((utc(to) - utc(from)) / DAY_MS);
}

/** The same day of the month `months` later, or the month's last day where it is shorter (31 January + 1 = 28 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
	const { year, month, day } = partsOf(date);
	const index = year * 12 + (month - 1) + months;
	const newYear = Math.floor(index / 12);
	const newMonth = (index % 12) + 1;
	const newDay = Math.min(day, daysInMonth(newYear, newMonth));
	return `${String(newYear).padStart(4, "0")}-${twoDigits(newMonth)}-${twoDigits(newDay)}`;
}

/** The calendar year, which is also the budget year of every yearly ceiling. */
export function yearOf(date: PlainDate): number {
	return partsOf(date).year;
}

/** Monday 1 … Sunday 7. */
export function weekdayOf(date: PlainDate): number {
	return new Date(utc(date)).getUTCDay() || 7;
}

/** The instant at which the day begins in Ho Chi Minh City. */
export function startOfDay(date: PlainDate): Date {
	return new Date(utc(date) - OFFSET_MS);
}

/** The last millisecond of the day in Ho Chi Minh City: a deadline day counts whole. */
export function endOfDay(date: PlainDate): Date {
	return new Date(utc(date) - OFFSET_MS + DAY_MS - 1);
}

const EN_MONTHS = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
];
const VI_WEEKDAYS = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ Nhật"];
const EN_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "23/11/2026" or "23 November 2026". */
export function formatDate(date: PlainDate | Date, locale: Locale): string {
	const { year, month, day } = partsOf(dayOf(date));
	if (locale === "en") return `${day} ${EN_MONTHS[month - 1]} ${year}`;
	return `${twoDigits(day)}/${twoDigits(month)}/${year}`;
}

/** "09/2026" or "September 2026", of a month written "2026-09". */
export function formatMonth(month: string, locale: Locale): string {
	const { year, month: number } = partsOf(`${month}-01`);
	return locale === "en" ? `${EN_MONTHS[number - 1]} ${year}` : `${twoDigits(number)}/${year}`;
}

/** "thứ Năm, 19/11/2026" or "Thursday 19 November 2026". The weekday's own space does not break. */
export function formatDateWithWeekday(date: PlainDate | Date, locale: Locale): string {
	const day = dayOf(date);
	const weekday = weekdayOf(day) - 1;
	if (locale === "en") return `${EN_WEEKDAYS[weekday]} ${formatDate(day, "en")}`;
	return `${VI_WEEKDAYS[weekday]?.replace(" ", "\u00A0")}, ${formatDate(day, "vi")}`;
}

/** "10:42", "9:40": the time in Ho Chi Minh City, the same in both languages. */
export function formatTime(instant: Date): string {
	const local = new Date(instant.getTime() + OFFSET_MS);
	return `${local.getUTCHours()}:${twoDigits(local.getUTCMinutes())}`;
}

/** "10:42, 23/11/2026" or "10:42, 23 November 2026". */
export function formatDateTime(instant: Date, locale: Locale): string {
	return `${formatTime(instant)}, ${formatDate(instant, locale)}`;
}

/**
 * "ngày 05 tháng 01 năm 2026", for documents in Vietnamese: a leading zero for days under 10 and for the months
 * 1 and 2 only (Decree 30/2020/NĐ-CP, annex I).
 */
export function formatDocumentDate(date: PlainDate): string {
	const { year, month, day } = partsOf(date);
	return `ngày ${twoDigits(day)} tháng ${month <= 2 ? twoDigits(month) : month} năm ${year}`;
}

function dayOf(date: PlainDate | Date): PlainDate {
	return typeof date === "string" ? date : plainDateAt(date);
}

function partsOf(date: PlainDate): { year: number; month: number; day: number } {
	assert(isPlainDate(date), `Not a plain date: ${date}`);
	const [year, month, day] = date.split("-").map(Number) as [number, number, number];
	return { year, month, day };
}

function utc(date: PlainDate): number {
	const { year, month, day } = partsOf(date);
	return Date.UTC(year, month - 1, day);
}

function daysInMonth(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function twoDigits(value: number): string {
	return String(value).padStart(2, "0");
}
