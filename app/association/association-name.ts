import type { Locale } from "#app/kernel/locale.ts";

/** A body through which businesses apply; `parentId` leads to the one above it, up to HUBA. */
export type Association = { id: string; shortName: string; nameVi: string; nameEn: string; parentId: string | null };

/** "Hội Dệt may Thêu đan TP.HCM", "Association of Garment, Textile, Embroidery and Knitting". */
export function associationName(association: Pick<Association, "nameVi" | "nameEn">, locale: Locale): string {
	return locale === "vi" ? association.nameVi : association.nameEn;
}
