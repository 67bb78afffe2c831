/** Money: whole đồng in a bigint. The đồng has no minor unit in use, so nothing here ever rounds up or holds a fraction. */

import { assert } from "./assert.ts";
import type { Locale } from "./locale.ts";
import { groupDigits } from "./number.ts";
import { readTypedDong } from "./typed-dong.ts";

const NBSP = "\u00A0";
/** The amount that was typed; null where it is none or can be read in two ways: `readTypedDong` tells which. */
export function parseDong(typed: string): bigint | null {
	const read = readTypedDong(typed);
	return read !== null && "amountDong" in read ? read.amountDong : null;
}

/** Digits grouped for the locale, without a unit: for columns whose head names it. */
export function formatDongPlain(amountDong: bigint, locale: Locale): string {
	const digits = groupDigits(String(amountDong < 0n ? -amountDong : amountDong), locale);
	return amountDong < 0n ? `\u2212${digits}` : digits;
}

/** "50.000.000 đ" or "VND 50,000,000", with a space that does not break. */
export function formatDong(amountDong: bigint, locale: Locale): string {
	return withUnit(formatDongPlain(amountDong, locale), "", locale);
}

/** `from`: the smallest amount that takes the unit; 999,995 triệu would round to "1.000 triệu", so it is "1 tỷ". */
const SHORT_UNITS = [
	{ dong: 1_000_000_000n, from: 999_995_000n, vi: "tỷ", en: "bn" },
	{ dong: 1_000_000n, from: 1_000_000n, vi: "triệu", en: "m" },
];

/** "9,49 tỷ đ" or "VND 9.49 bn", rounded to two decimals: for summaries only, with the exact figure one link away. */
export function formatDongShort(amountDong: bigint, locale: Locale): string {
	const size = amountDong < 0n ? -amountDong : amountDong;
	const unit = SHORT_UNITS.find((each) => size >= each.from);
	if (unit === undefined) return formatDong(amountDong, locale);
	const step = unit.dong / 100n;
	const hundredths = (size + step / 2n) / step;
	const decimals = String(hundredths % 100n)
		.padStart(2, "0")
		.replace(/0{1,2}$/, "");
	const whole = formatDongPlain(amountDong < 0n ? -(hundredths / 100n) : hundredths / 100n, locale);
	return withUnit(whole + (decimals && (locale === "vi" ? "," : ".") + decimals), unit[locale], locale);
}

/**
 * Amounts that are read in one line, in one form: short ("1,2 tỷ đ", "50 tỷ đ") where none of them loses anything by it, else
 * all of them whole, as nobody compares "1,2 tỷ" with eleven digits.
 */
export function formatDongAlike<Name extends string>(
	amounts: Readonly<Record<Name, bigint>>,
	locale: Locale,
): Record<Name, string> {
	const entries = Object.entries<bigint>(amounts);
	const format = entries.every(([, amountDong]) => isShortExactly(amountDong)) ? formatDongShort : formatDong;
	return Object.fromEntries(entries.map(([name, amountDong]) => [name, format(amountDong, locale)])) as Record<
		Name,
		string
	>;
}

function isShortExactly(amountDong: bigint): boolean {
	const unit = SHORT_UNITS.find((each) => amountDong >= each.dong);
	return unit ? amountDong % (unit.dong / 100n) === 0n : amountDong === 0n;
}

function withUnit(figures: string, scale: string, locale: Locale): string {
	const parts = locale === "vi" ? [figures, scale, "đ"] : ["VND", figures, scale];
	return parts.filter((part) => part !== "").join(NBSP);
}

/** A whole percentage of an amount, rounded down to the đồng: support never exceeds the rate of the law. */
export function percentOfDong(amountDong: bigint, percent: number): bigint {
	assert(amountDong >= 0n, "A share is taken of an amount that is not negative");
	assert(Number.isInteger(percent) && percent >= 0 && percent <= 100, "A percentage is a whole number from 0 to 100");
	return (amountDong * BigInt(percent)) / 100n;
}

/** The sum; 0 of nothing. */
export function sumDong(amountsDong: Iterable<bigint>): bigint {
	let sum = 0n;
	for (const amount of amountsDong) sum += amount;
	return sum;
}

/** The smaller of two amounts. Math.min does not take bigint. */
export function smallerDong(oneDong: bigint, otherDong: bigint): bigint {
	return oneDong < otherDong ? oneDong : otherDong;
}
