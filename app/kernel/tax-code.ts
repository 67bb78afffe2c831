/**
 * Tax codes (mã số thuế): 10 digits for an enterprise, 3 more for its branch, or the 12 digits of a person's
 * identification number for a household business (Circular 86/2024/TT-BTC, from 1 July 2025).
 * A code that passes is well formed; only the registration portal knows whether it exists.
 */

import { assert } from "./assert.ts";
import { bareCode } from "./text.ts";

export type TaxCode = {
	/** 10 digits, or 12 for a person; never with separators. */
	digits: string;
	/** "001" to "999" for a branch or dependent unit, else null. */
	branch: string | null;
	kind: "enterprise" | "personal";
};

export type TaxCodeFault = "empty" | "letters" | "length" | "province" | "serial" | "check-digit" | "branch";

export type TaxCodeReading = { ok: true; taxCode: TaxCode } | { ok: false; reason: TaxCodeFault };

/**
 * Reads a tax code with or without spaces, dots and hyphens, also with what documents write before it or around its branch
 * ("MST: 0312687878/001"), or says what is wrong with it.
 */
export function readTaxCode(text: string): TaxCodeReading {
	const digits = bareCode(text)
		.replace(/^(?:MST|MÃSỐTHUẾ):?/iu, "")
		.replace(/[/_(),;]/g, "");
	if (digits === "") return { ok: false, reason: "empty" };
	if (!/^\d+$/.test(digits)) return { ok: false, reason: "letters" };
	if (digits.length === 12) return readPersonalCode(digits);
	if (digits.length !== 10 && digits.length !== 13) return { ok: false, reason: "length" };

	const code = digits.slice(0, 10);
	const branch = digits.slice(10) || null;
	if (code.startsWith("00")) return { ok: false, reason: "province" };
	if (code.slice(2, 9) === "0000000") return { ok: false, reason: "serial" };
	if (taxCodeCheckDigit(code.slice(0, 9)) !== Number(code[9])) return { ok: false, reason: "check-digit" };
	if (branch === "000") return { ok: false, reason: "branch" };
	return { ok: true, taxCode: { digits: code, branch, kind: "enterprise" } };
}

/** Three digits of province, then century and sex, year of birth and serial: a personal code has no check digit. */
function readPersonalCode(digits: string): TaxCodeReading {
	if (digits.startsWith("000")) return { ok: false, reason: "province" };
	return { ok: true, taxCode: { digits, branch: null, kind: "personal" } };
}

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** The tenth digit of an enterprise code; null where the formula gives 10, so that no valid code has these nine. */
export function taxCodeCheckDigit(nineDigits: string): number | null {
	assert(/^\d{9}$/.test(nineDigits), "A check digit is computed from nine digits");
	const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(nineDigits[place]), 0);
	const checkDigit = 10 - (sum % 11);
	return checkDigit === 10 ? null : checkDigit;
}

/**
 * The digits of the taxpayer that a tax code is of, in any spelling: a branch is of the business that it belongs to, whose
 * ten digits it has. What cannot be read is nobody's but its own. In SQL: `taxpayerIn` (db/taxpayer.server.ts).
 */
export function taxpayerOf(text: string): string {
	const read = readTaxCode(text);
	return read.ok ? read.taxCode.digits : text;
}

/** Whether two tax codes, in any spelling, are of one taxpayer. */
export function sameTaxpayer(one: string, other: string): boolean {
	return taxpayerOf(one) === taxpayerOf(other);
}

/** "0312687878", or "0312687878-001" for a branch. */
export function formatTaxCode(taxCode: Pick<TaxCode, "digits" | "branch">): string {
	return taxCode.branch === null ? taxCode.digits : `${taxCode.digits}-${taxCode.branch}`;
}
