import { bareCode } from "./text.ts";

/** Vietnamese phone numbers: kept in E.164 ("+84903123456"), shown as people write them ("0903 123 456"). */

export type PhoneFault = "empty" | "letters" | "length" | "prefix" | "service";

export type PhoneReading = { ok: true; e164: string } | { ok: false; reason: PhoneFault };

const MOBILE = /^0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\d{7}$/;
const LANDLINE = /^02\d{9}$/;
const SERVICE = /^1[89]00\d{4,6}$/;

/**
 * Reads a mobile or landline number written with 0, +84, 84 or 0084 in front and with spaces, dots, hyphens or brackets.
 * "service" is a 1800 or 1900 number, which has no international form.
 */
export function readPhone(text: string): PhoneReading {
	const typed = bareCode(text).replace(/[()]/g, "");
	if (typed === "") return { ok: false, reason: "empty" };
	if (!/^\+?\d+$/.test(typed)) return { ok: false, reason: "letters" };
	if (SERVICE.test(typed)) return { ok: false, reason: "service" };

	const national = typed.replace(/^(?:\+84|0084|84)0?/, "0");
	if (MOBILE.test(national) || LANDLINE.test(national)) return { ok: true, e164: `+84${national.slice(1)}` };
	const expected = national.startsWith("02") ? 11 : 10;
	const foreign = !national.startsWith("0") || national.startsWith("00");
	return { ok: false, reason: foreign || national.length === expected ? "prefix" : "length" };
}

/** "0903 123 456", "(028) 3822 1234" or "(0274) 382 1234"; what is not a Vietnamese number comes back as it is. */
export function formatPhone(e164: string): string {
	const national = e164.replace(/^\+84/, "0");
	if (MOBILE.test(national)) return national.replace(/^(\d{4})(\d{3})(\d{3})$/, "$1 $2 $3");
	// Hà Nội and Hồ Chí Minh City have area codes of three digits, everybody else of four.
	if (/^02[48]\d{8}$/.test(national)) return national.replace(/^(\d{3})(\d{4})(\d{4})$/, "($1) $2 $3");
	if (LANDLINE.test(national)) return national.replace(/^(\d{4})(\d{3})(\d{4})$/, "($1) $2 $3");
	return e164;
}
