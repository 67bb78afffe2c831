import type { Locale } from "#app/kernel/locale.ts";

/** A body through which businesses apply; `parentId` leads to the one above it, up to HUBA. */
export type Association = { id: string; shortName: string; nameVi: string; nameEn: string; parentId: string | null };

/** "Hội Dệt may Thêu đan TP.HCM", "Association of Garment, Textile, Embroidery and Knitting". */
export function associationName(association: Pick<Association, "nameVi" | "nameEn">, locale: Locale): string {
	return locale === "vi" ? association.nameVi : association.nameEn;
}

/** The same without the city, which is every association's: for charts and narrow columns. */
export function briefAssociationName(association: Pick<Association, "nameVi" | "nameEn">, locale: Locale): string {
	return associationName(association, locale)
		.replace(/,? (?:TP\.|Thành phố) ?(?:Hồ Chí Minh|HCM)$/, "")
		.replace(/^(?:HCMC|Ho Chi Minh City) /, "");
}
