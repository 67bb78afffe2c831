/**
 * Amounts as people type them: "50.000.000", "9 tỷ", "1,5 triệu", "9 tỷ 500 triệu", "500k", "1tr5", "VND 1.5 million". What
 * two readers could read in two ways is not guessed: the doubt is handed back, so that the person is asked.
 */

import { ownValue } from "./own-value.ts";
import { cleanLine, withoutMarks } from "./text.ts";

/** `mark`: the dot or comma groups or begins decimals. `unit`: the number may mean đồng, thousands or millions. */
export type TypedDong =
	| { amountDong: bigint }
	| { doubt: "mark"; smallerDong: bigint; largerDong: bigint }
	| { doubt: "unit"; number: string };

const MAX_DONG = 999_999_999_999_999n;
const MAX_LETTERS = 60;

/**
 * Plain digits, or groups of three after a first group that is not zero: "0.500" would be half of something. The mark
 * before decimals is another than that between groups: "50.000.00" lacks a digit.
 */
const WHOLE =
	/^(?:(\d{1,60})(?:[.,]0{1,2})?|([1-9]\d{0,2}(?:\.\d{3})+)(?:,0{1,2})?|([1-9]\d{0,2}(?:,\d{3})+)(?:\.0{1,2})?|([1-9]\d{0,2}(?:[ '’]\d{3})+)(?:[.,]0{1,2})?)$/;

const CURRENCY = /^(?:vnd|vnđ|đ|₫) ?| ?(?:đồng|vnđ|vnd|đ|₫)\.?$/giu;

/** The same number with a dot and with a comma before its decimals. */
const FORMS = [
	/^(\d{1,60}|[1-9]\d{0,2}(?:([, ])\d{3})(?:\2\d{3})*)(?:\.(\d{1,60}))?$/,
	/^(\d{1,60}|[1-9]\d{0,2}(?:([. ])\d{3})(?:\2\d{3})*)(?:,(\d{1,60}))?$/,
];

/** Words of both languages without their marks, as phones and hurried people write them. */
const WORDS: Record<string, string> = {
	...{ ty: "billion", ti: "billion", billion: "billion", bn: "billion" },
	...{ trieu: "million", tr: "million", million: "million", m: "million" },
	...{ nghin: "thousand", ngan: "thousand", thousand: "thousand", k: "thousand" },
	...{ tram: "hundred", hundred: "hundred", chuc: "ten" },
};

const UNITS: Record<string, bigint> = {
	...{ thousand: 1_000n, "ten thousand": 10_000n, "hundred thousand": 100_000n },
	...{ million: 1_000_000n, "ten million": 10_000_000n, "hundred million": 100_000_000n },
	...{ billion: 1_000_000_000n, "ten billion": 10_000_000_000n, "hundred billion": 100_000_000_000n },
	"thousand billion": 1_000_000_000_000n,
};

/** Reads what was typed as an amount; null where it is none, has a part of a đồng, a sign, or more than 15 digits. */
export function readTypedDong(typed: string): TypedDong | null {
	const line = cleanLine(typed);
	if (line.length > MAX_LETTERS) return null;
	const text = line.replace(CURRENCY, "");
	if (WHOLE.test(text)) return bounded(wholeDong(text));
	const tokens = text.match(/\d+(?:[., ]\d+)*|[\p{L}\p{M}]+|[^ ]/gu) ?? [];
	const [first = ""] = tokens;
	// "1,5" alone: of what?
	if (tokens.length === 1 && FORMS.some((form) => /^\d{1,3}[.,]\d{1,2}$/.test(first) && form.test(first)))
		return { doubt: "unit", number: first };
	return readParts(tokens, text, text !== line);
}

type Part = { token: string; unitDong: bigint; isHalfMore: boolean };

/** `namesDong`: the đồng was written out, so that a last number without a unit can be đồng. */
function readParts(tokens: string[], text: string, namesDong: boolean): TypedDong | null {
	const parts: Part[] = [];
	let at = 0;
	while (at < tokens.length) {
		if (parts.length > 0 && [",", "va", "and"].includes(bare(tokens[at]))) at += 1;
		const token = tokens[at] ?? "";
		if (!/^\d/.test(token)) return null;
		const words = takeWords(tokens, at + 1);
		const unitDong = ownValue(UNITS, words.map((word) => ownValue(WORDS, word)).join(" "));
		at += 1 + words.length;
		if (unitDong === undefined) {
			if (words.length > 0 || at < tokens.length || parts.length === 0) return null;
			return withRest(parts, token, text, namesDong);
		}
		const isHalfMore = bare(tokens[at]) === "ruoi";
		if (isHalfMore) at += 1;
		parts.push({ token, unitDong, isHalfMore });
	}
	return parts.length > 0 ? sumOfParts(parts) : null;
}

function bare(token: string | undefined): string {
	return withoutMarks(token ?? "").toLowerCase();
}

/** The words of a unit from a place on. */
function takeWords(tokens: string[], from: number): string[] {
	const words = tokens.slice(from, from + 2).map(bare);
	const end = words.findIndex((word) => ownValue(WORDS, word) === undefined);
	return end === -1 ? words : words.slice(0, end);
}

/** A last number without a unit: decimals in "1tr5" as everybody says them, đồng in "9 triệu 500.000 đ", else a doubt. */
function withRest(parts: Part[], token: string, text: string, namesDong: boolean): TypedDong | null {
	const before = sumOfParts(parts);
	if (before === null || !("amountDong" in before)) return before;
	const { unitDong, isHalfMore } = parts.at(-1) ?? { unitDong: 1n, isHalfMore: false };
	const isJoined = /\p{L}\d{1,3}$/u.test(text) && /^\d{1,3}$/.test(token);
	if (isJoined && !isHalfMore) {
		const restDong = (BigInt(token) * unitDong) / 10n ** BigInt(token.length);
		return bounded(before.amountDong + restDong);
	}
	const restDong = WHOLE.test(token) ? wholeDong(token) : 0n;
	if (!namesDong || restDong < 1_000n) return { doubt: "unit", number: token };
	return restDong < unitDong ? bounded(before.amountDong + restDong) : null;
}

/** Parts go from larger to smaller units, and none reaches the unit before it: "9 tỷ 1.500 triệu" is a slip. */
function sumOfParts(parts: Part[]): TypedDong | null {
	let smallerDong = 0n;
	let largerDong = 0n;
	let boundDong: bigint | null = null;
	for (const part of parts) {
		const readings = readingsOf(part);
		const fitting: bigint[] = readings.filter((each) => boundDong === null || each < boundDong);
		const [one, other = one] = fitting;
		if (one === undefined || other === undefined || (boundDong !== null && part.unitDong >= boundDong)) return null;
		smallerDong += one;
		largerDong += other;
		boundDong = part.unitDong;
	}
	if (largerDong > MAX_DONG) return null;
	return smallerDong === largerDong ? { amountDong: largerDong } : { doubt: "mark", smallerDong, largerDong };
}

/** One number in đồng, as many ways as its dot or comma can be read; the smallest first. */
function readingsOf({ token, unitDong, isHalfMore }: Part): bigint[] {
	const readings = FORMS.flatMap((form) => {
		const [, whole, , decimals = ""] = form.exec(token) ?? [];
		if (whole === undefined || (isHalfMore && decimals !== "")) return [];
		const scaled = BigInt(whole.replace(/\D/g, "") + decimals) * unitDong;
		const divisor = 10n ** BigInt(decimals.length);
		return scaled % divisor === 0n ? [scaled / divisor + (isHalfMore ? unitDong / 2n : 0n)] : [];
	});
	return [...new Set(readings)].sort((one, other) => (one < other ? -1 : 1));
}

function wholeDong(text: string): bigint {
	const [, ...forms] = WHOLE.exec(text) ?? [];
	return BigInt(forms.join("").replace(/\D/g, ""));
}

function bounded(amountDong: bigint): TypedDong | null {
	return amountDong <= MAX_DONG ? { amountDong } : null;
}
