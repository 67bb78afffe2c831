import type { Locale } from "#app/kernel/locale.ts";

/** A part and the rest of a whole as percentages that add up to 100, to two decimals: "45,26%" and "54,74%". */
export function percentOf(partDong: bigint, wholeDong: bigint, locale: Locale): [string, string] {
	const hundredths = wholeDong === 0n ? 0n : (partDong * 10_000n + wholeDong / 2n) / wholeDong;
	return [written(hundredths, locale), written(10_000n - hundredths, locale)];
}

function written(hundredths: bigint, locale: Locale): string {
	const decimals = String(hundredths % 100n)
		.padStart(2, "0")
		.replace(/0{1,2}$/, "");
	const mark = locale === "vi" ? "," : ".";
	return `${hundredths / 100n}${decimals && mark + decimals}%`;
}
