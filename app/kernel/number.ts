import type { Locale } from "./locale.ts";

/** Puts the locale's separator between groups of three digits: "50.000.000" in Vietnamese, "50,000,000" in English. */
export function groupDigits(digits: string, locale: Locale): string {
	return digits.replace(/\B(?=(?:\d{3}){1,20}$)/g, locale === "vi" ? "." : ",");
}

/**
 * A number for reading, "42,6" or "42.6", rounded to `decimals` places, without trailing zeros.
 * Assembled by hand since browsers and servers do not agree on Intl's output. Not for money: see dong.ts.
 */
export function formatNumber(value: number, locale: Locale, decimals = 1): string {
	const [whole = "0", fraction = ""] = Math.abs(value).toFixed(decimals).split(".");
	const shown = fraction.replace(/(?<!0)0+$/, "");
	const text = groupDigits(whole, locale) + (shown && (locale === "vi" ? "," : ".") + shown);
	return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

/** The size of a file, "1,9 MB" or "1.9 MB", with a space that does not break; never less than 0,1 MB. */
export function formatMegabytes(bytes: number | bigint, locale: Locale): string {
	return `${formatNumber(Math.max(Number(bytes) / (1024 * 1024), 0.1), locale)}\u00A0MB`;
}

/** The size of a text in whole kilobytes, rounded up, with a space that does not break: "65 KB". */
export function formatKilobytes(bytes: number, locale: Locale): string {
	return `${groupDigits(String(Math.ceil(bytes / 1024)), locale)}\u00A0KB`;
}
