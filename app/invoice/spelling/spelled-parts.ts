/** Parts of an e-invoice in the spellings of those who make programs for it: read where they leave no doubt. */

import { toAccountName } from "#app/kernel/account-name.ts";
import { parsePlainDate, parsePlainDateText, xmlDay } from "#app/kernel/plain-date.ts";
import { readInvoiceSerial } from "../invoice.rules.ts";

/** The words that makers of programs write for đồng, in any order; 704 is its number in ISO 4217. */
const DONG = new Set(["VND", "VN", "D", "DONG", "VIET", "NAM", "VIETNAM", "VIETNAMESE", "704"]);

export function isDong(currency: string): boolean {
	const words = toAccountName(currency)
		.replaceAll("₫", "D")
		.split(/[^A-Z\d$€¥£]+/);
	return words.every((word) => word === "" || DONG.has(word));
}

/**
 * The two symbols as the invoice has them, also where a program writes both into one ("1C26TAA" beside "1"), small letters,
 * or signs between; "" for what is none.
 */
export function readSymbols(form: string, symbol: string): { formSymbol: string; symbol: string } {
	const [, ofForm = ""] = /^0?([1-9])(?:\.0{1,9})?$/.exec(form.trim()) ?? [];
	const plain = symbol.toUpperCase().replace(/[\s./-]/g, "");
	const both = readInvoiceSerial(plain);
	if (both && (ofForm === both.formSymbol || form.trim() === "")) return both;
	const own = readInvoiceSerial(`${ofForm || "1"}${plain}`);
	return { formSymbol: ofForm, symbol: own?.symbol ?? "" };
}

/** "00000318", "318 " or "318.0"; 0 for what is no number of an invoice. */
export function readNumber(text: string): number {
	const [, digits] = /^0{0,20}([1-9]\d{0,7})(?:\.0{1,9})?$/.exec(text.trim()) ?? [];
	return digits === undefined ? 0 : Number(digits);
}

/** The day as the format has it, with a moment or a zone, or as people write it here: day first. */
export function readIssuedOn(text: string): string | null {
	const [day = ""] = text.split(/(?<![T\s])[T\s]+\d{1,2}:\d{2}/);
	// Programs of America write the hour so, and their month first: where it may be either, nobody guesses.
	const [, month = "", date = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) .{1,20}[AP]M$/i.exec(text.trim()) ?? [];
	if (year !== "") {
		const [here, there] = [parsePlainDate(month, date, year), parsePlainDate(date, month, year)];
		return here !== null && there !== null && here !== there ? null : (here ?? there);
	}
	const [, digits = ""] = /^(\d{8})(?:\d{4}|\d{6})?$/.exec(day.trim()) ?? [];
	const parts = [digits.slice(6), digits.slice(4, 6), digits.slice(0, 4)] as const;
	return xmlDay(text) ?? (digits === "" ? parsePlainDateText(day) : parsePlainDate(...parts));
}

/** "1.18E8" with all its digits, as programs write a number of floating point; anything else as it is. */
export function withoutExponent(text: string): string {
	const [, sign = "", first = "", more = "", exponent = ""] =
		/^([-+]?)(\d)(?:\.(\d{1,16}))?E\+?(\d{1,2})$/i.exec(text.trim()) ?? [];
	if (first === "" || Number(exponent) > 14) return text;
	const digits = first + more.padEnd(Number(exponent), "0");
	const whole = digits.slice(0, Number(exponent) + 1);
	return `${sign}${whole}.${digits.slice(whole.length)}`.replace(/\.$/, "");
}
