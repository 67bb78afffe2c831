import type { SizeClass } from "#app/business/size-class.rules.ts";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import type { OpenCorrectionKind } from "./open-corrections.server.ts";
import type { Breakdown, OpenProgramme } from "./open-data.server.ts";

const breakdownNames = {
	year: m.open_data_by_year,
	size: m.open_data_by_size,
	section: m.open_data_by_section,
} satisfies Record<Breakdown, unknown>;

/** "Theo quy mô". */
export function breakdownName(breakdown: Breakdown, locale: Locale): string {
	return breakdownNames[breakdown]({}, { locale });
}

/** "2026", "Nhỏ", "Xây dựng". */
export function groupName(breakdown: Breakdown, key: string, locale: Locale): string {
	if (breakdown === "size") return sizeClassLabel(key as SizeClass, locale);
	return breakdown === "section" ? (economicSection(key)?.[locale] ?? key) : key;
}

export function programmeName(programme: Pick<OpenProgramme, "nameVi" | "nameEn">, locale: Locale): string {
	return locale === "vi" ? programme.nameVi : programme.nameEn;
}

const correctionKinds = {
	"recorded-wrongly": m.open_data_correction_recorded_wrongly,
	"taken-back": m.open_data_correction_taken_back,
	receipt: m.open_data_correction_receipt,
} satisfies Record<OpenCorrectionKind, unknown>;

/** "Khoản chi ghi nhầm". */
export function correctionKindName(kind: OpenCorrectionKind, locale: Locale): string {
	return correctionKinds[kind]({}, { locale });
}
