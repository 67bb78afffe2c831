/** Amounts as programs and people write them: with groups and decimals of either kind, and with signs of any kind. */

import { ownValue } from "./own-value.ts";

/** What stands before the decimals; the other one groups. */
export type DecimalMark = "." | ",";

export const decimalMarks = [".", ","] as const satisfies readonly DecimalMark[];

const FORMS: Record<DecimalMark, RegExp> = {
	".": /^(\d{1,15}|[1-9]\d{0,2}(?:([, '’])\d{3})(?:\2\d{3})*)(?:\.(\d{1,20}))?$/,
	",": /^(\d{1,15}|[1-9]\d{0,2}(?:([. '’])\d{3})(?:\2\d{3})*)(?:,(\d{1,20}))?$/,
};

/** An amount that was read: whole đồng, or one with a part of a đồng. */
export type Whole = bigint | "fraction";

function wholeOf(digits: string, mark: DecimalMark): Whole | null {
	const [, whole, , decimals = ""] = FORMS[mark].exec(digits) ?? [];
	if (whole === undefined) return null;
	return /^0*$/.test(decimals) ? BigInt(whole.replace(/\D/g, "")) : "fraction";
}

/** `debit`: money that leaves, as a bank writes it with a sign or a letter. */
export type Side = "debit" | "credit";

const sides: Record<string, Side> = {
	...{ "-": "debit", D: "debit", DR: "debit", DB: "debit", DEBIT: "debit", N: "debit", NO: "debit", NỢ: "debit" },
	...{ "+": "credit", C: "credit", CR: "credit", CREDIT: "credit", CO: "credit", CÓ: "credit" },
};

/** The name of the đồng, before an amount, also behind its sign, or after it. */
const CURRENCY = /^([-+(]? ?)(?:vnd|vnđ|₫|đ) ?| ?(?:đồng|vnđ|vnd|đ|₫)(?=\)?$)/giu;

/** The digits with their marks, and the side that a sign or a letter around them tells. */
function partsOf(text: string): { digits: string; side: Side | null } {
	const plain = text
		.normalize("NFC")
		.replace(/[\u2212\p{Pd}]/gu, "-")
		.replace(/\s+/g, " ")
		.trim()
		.replace(CURRENCY, "$1")
		// "4.800.000,-": nothing behind the comma.
		.replace(/(?<=\d)[.,]--?$/, "");
	const [, inside] = /^\( ?(.*?) ?\)$/.exec(plain) ?? [];
	if (inside !== undefined) return { digits: inside, side: "debit" };
	const [, before = "", digits = plain, after = ""] =
		/^(-|\+|[A-ZỢÓ]{1,6}\.?(?= |\d))? ?([\d., '’]*\d) ?(-|\+|[A-ZỢÓ]{1,6}\.?)?$/iu.exec(plain) ?? [];
	const [one, other] = [before, after].map((mark) => ownValue(sides, mark.toUpperCase().replace(/\.$/, "")) ?? null);
	if ((before && !one) || (after && !other) || (one && other)) return { digits: plain, side: null };
	return { digits, side: one ?? other ?? null };
}

/** An amount with the side that its sign tells; null where it is none, or has a part of a đồng. */
export type WrittenAmount = { amountDong: bigint; side: Side | null };

/** Reads "4,800,000.00", "4.800.000,00-", "(4 800 000)" or "4800000 D" with this decimal mark. */
export function readWritten(text: string, mark: DecimalMark): WrittenAmount | null {
	const { digits, side } = partsOf(text);
	const amountDong = wholeOf(digits, mark);
	return typeof amountDong === "bigint" ? { amountDong, side } : null;
}

/** The same with its sign, where a part of a đồng is told from what is no amount. */
export function readSigned(text: string, mark: DecimalMark): Whole | null {
	const { digits, side } = partsOf(text);
	const amount = wholeOf(digits, mark);
	return typeof amount === "bigint" && side === "debit" ? -amount : amount;
}

/**
 * Which decimal mark the writer of these amounts uses: one of them shows it ("4.800.000,00"), or none differs by it
 * ("4800000", then "."). `ask`: "540.000" may be 540 or 540,000, or they do not agree.
 */
export function decimalMarkOf(texts: readonly string[]): DecimalMark | "ask" {
	const shown = new Set<DecimalMark>();
	let differs = false;
	for (const text of texts) {
		const { digits } = partsOf(text);
		const [dot, comma] = decimalMarks.map((mark) => wholeOf(digits, mark));
		if (dot !== null && comma === null) shown.add(".");
		if (comma !== null && dot === null) shown.add(",");
		if (dot !== null && comma !== null && dot !== comma) differs = true;
	}
	const [mark, ...others] = shown;
	if (others.length > 0) return "ask";
	return mark ?? (differs ? "ask" : ".");
}

/** The amount where its form leaves no doubt: with the one mark that it allows, or the same with either. */
export function readCertain(text: string): WrittenAmount | null {
	const mark = decimalMarkOf([text]);
	return mark === "ask" ? null : readWritten(text, mark);
}
