/**
 * Amounts in words, as vouchers and decisions print them ("số tiền bằng chữ").
 * Vietnamese follows southern use: nghìn, lẻ, tỷ repeated above a thousand billion ("nghìn tỷ", "tỷ tỷ").
 */

import { assert } from "./assert.ts";
import type { Locale } from "./locale.ts";

/** "Tám mươi sáu triệu đồng" or "Eighty-six million đồng". Throws on a negative amount or one of 10^18 and more. */
export function dongInWords(amountDong: bigint, locale: Locale): string {
	assert(amountDong >= 0n && amountDong < 10n ** 18n, "Words exist for amounts from 0 to 10^18 - 1");
	const words = locale === "vi" ? vietnamese(amountDong) : english(amountDong);
	return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`;
}

const VI_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const VI_GROUPS = ["", "nghìn", "triệu"];
const BILLION = 1_000_000_000n;

function vietnamese(amount: bigint): string {
	if (amount === 0n) return "không";
	const billions = amount / BILLION;
	const spoken = billions > 0n ? [vietnamese(billions), "tỷ"] : [];
	for (const power of [2, 1, 0]) {
		const group = Number((amount / 1000n ** BigInt(power)) % 1000n);
		if (group === 0) continue;
		spoken.push(vietnameseGroup(group, spoken.length > 0), VI_GROUPS[power] ?? "");
	}
	return spoken.filter((word) => word !== "").join(" ");
}

/** Three digits; after something was spoken a zero hundred is spoken too: "một nghìn không trăm lẻ năm". */
function vietnameseGroup(group: number, follows: boolean): string {
	const hundreds = Math.floor(group / 100);
	const tens = Math.floor(group / 10) % 10;
	const units = group % 10;
	const withHundreds = follows || hundreds > 0;
	const words = withHundreds ? [digit(hundreds), "trăm"] : [];
	if (tens === 1) words.push("mười");
	if (tens > 1) words.push(digit(tens), "mươi");
	if (tens === 0 && units > 0 && withHundreds) words.push("lẻ");
	if (units > 0) words.push(vietnameseUnit(units, tens));
	return words.join(" ");
}

function vietnameseUnit(units: number, tens: number): string {
	if (units === 1 && tens > 1) return "mốt";
	if (units === 4 && tens > 1) return "tư";
	if (units === 5 && tens > 0) return "lăm";
	return digit(units);
}

function digit(value: number): string {
	return VI_DIGITS[value] ?? "";
}

const EN_SMALL =
	"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
		" ",
	);
const EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const EN_GROUPS = ["", " thousand", " million", " billion", " trillion", " quadrillion"];

function english(amount: bigint): string {
	if (amount === 0n) return "zero";
	const spoken: string[] = [];
	for (let power = EN_GROUPS.length - 1; power >= 0; power--) {
		const group = Number((amount / 1000n ** BigInt(power)) % 1000n);
		if (group === 0) continue;
		// British use: "one thousand and five".
		const and = power === 0 && group < 100 && spoken.length > 0 ? "and " : "";
		spoken.push(`${and}${englishGroup(group)}${EN_GROUPS[power] ?? ""}`);
	}
	return spoken.join(" ");
}

function englishGroup(group: number): string {
	const hundreds = Math.floor(group / 100);
	const rest = group % 100;
	if (hundreds === 0) return englishBelowHundred(rest);
	const head = `${EN_SMALL[hundreds]} hundred`;
	return rest === 0 ? head : `${head} and ${englishBelowHundred(rest)}`;
}

function englishBelowHundred(value: number): string {
	if (value < 20) return EN_SMALL[value] ?? "";
	const tens = EN_TENS[Math.floor(value / 10) - 2] ?? "";
	return value % 10 === 0 ? tens : `${tens}-${EN_SMALL[value % 10]}`;
}
