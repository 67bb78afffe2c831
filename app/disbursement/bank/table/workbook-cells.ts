import { addDays, type PlainDate } from "#app/kernel/plain-date.ts";

/** Day 0 of Excel, as its files count from 1 March 1900 on; those of old Macintoshes begin four years later. */
export const EXCEL_EPOCH: PlainDate = "1899-12-30";
const DAYS_UNTIL_1904 = 1_462;

/** The last day that Excel knows, 9999-12-31. */
const LAST_DAY = 2_958_465;

/** The formats with a day among those that have a number and no code (ISO/IEC 29500-1, 18.8.30). */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(String));

/** A code of a format has at most so many letters (Excel's own bound). */
const MAX_CODE = 255;

/** Whether a format shows a day: its code has one and no place for a digit, but for parts of a second. */
export function showsDay(format: string): boolean {
	if (format.length > MAX_CODE) return false;
	if (/^\d{1,4}$/.test(format)) return DAY_FORMATS.has(format);
	const code = format.replace(/"[^"]*"|\[[^[\]]*\]|[\\_*]./g, "").replace(/(?<=s)\.0{1,3}/gi, "");
	return /[yd]/i.test(code) && !/[#0?]/.test(code);
}

/** What a cell holds, as its file writes it. */
type WrittenCell = {
	/** `n` a number, `b` true or false, `e` an error, `d` a day, `str` and `inlineStr` a text. */
	type: string;
	value: string;
	/** Whether its format shows a number as a day. */
	isDay: boolean;
	startsIn1904: boolean;
};

/** The text of a cell that is no shared one: an amount as digits, a day as YYYY-MM-DD, an error as nothing. */
export function cellText({ type, value, isDay, startsIn1904 }: WrittenCell): string {
	const text = value.trim();
	if (type === "e" || text === "" || type === "s") return "";
	if (type === "b") return text === "1" ? "true" : "false";
	if (type === "d") return text.slice(0, 10);
	const number = Number(text);
	if (type !== "n" || !Number.isFinite(number)) return text;
	const day = Math.floor(number) + (startsIn1904 ? DAYS_UNTIL_1904 : 0);
	if (isDay && day >= 0 && day <= LAST_DAY) return addDays(EXCEL_EPOCH, day);
	// With more decimals than a group has digits, so that a part of a đồng is not taken for thousands.
	return Number.isInteger(number) ? String(number) : number.toFixed(6);
}
