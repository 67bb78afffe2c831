/** How big a business is in the eyes of the law (Decree 80/2021/NĐ-CP, Articles 5 to 10), and which groups go first. */

import type { SectorGroup } from "#app/kernel/economic-sections.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";

export const sizeClasses = ["micro", "small", "medium", "larger"] as const;

/** "larger" is everything above medium: not a small or medium business, so nothing of this support is for it. */
export type SizeClass = (typeof sizeClasses)[number];

/** The sector groups that the law measures; administration, households and international bodies are not businesses. */
export type MeasuredSectorGroup = Exclude<SectorGroup, "none">;

/** The most that a class allows, each bound included ("không quá"). */
export type SizeClassLimits = {
	sizeClass: Exclude<SizeClass, "larger">;
	sectorGroup: MeasuredSectorGroup;
	employees: number;
	revenueDong: bigint;
	capitalDong: bigint;
};

/** The limits in force from a day on, as data: the law may change them. Rows in any order. */
export type SizeClassTable = {
	legalReference: LegalReference;
	effectiveFrom: PlainDate;
	rows: readonly SizeClassLimits[];
};

export type BusinessFigures = {
	/** Of the registered main line of business (Article 6). */
	sectorGroup: MeasuredSectorGroup;
	/** Yearly average of staff with compulsory social insurance (Article 7); may have a fraction. */
	employees: number;
	/** Of the year before; null for a business under one year old or without revenue yet (Article 9). */
	revenueDong: bigint | null;
	/** Balance-sheet total (Article 8). */
	capitalDong: bigint;
};

export type SizeClassification = {
	sizeClass: SizeClass;
	/** The figure that, beside the employees, fits; revenue is named where both do. Null for "larger". */
	by: "revenue" | "capital" | null;
	/** Of the class found, or of medium for "larger": what there is to compare with. */
	limits: SizeClassLimits;
};

/**
 * The first of micro, small and medium whose limits hold for employees AND (revenue OR capital), else "larger".
 * Without revenue the capital alone is compared (Article 9).
 * Throws if the table has no limits for the sector group.
 */
export function sizeClassOf(table: SizeClassTable, figures: BusinessFigures): SizeClassification {
	for (const sizeClass of ["micro", "small", "medium"] as const) {
		const limits = limitsOf(table, sizeClass, figures.sectorGroup);
		if (figures.employees > limits.employees) continue;
		if (figures.revenueDong && figures.revenueDong <= limits.revenueDong) return { sizeClass, by: "revenue", limits };
		if (figures.capitalDong <= limits.capitalDong) return { sizeClass, by: "capital", limits };
	}
	return { sizeClass: "larger", by: null, limits: limitsOf(table, "medium", figures.sectorGroup) };
}

function limitsOf(
	table: SizeClassTable,
	sizeClass: SizeClassLimits["sizeClass"],
	sectorGroup: MeasuredSectorGroup,
): SizeClassLimits {
	const limits = table.rows.find((row) => row.sizeClass === sizeClass && row.sectorGroup === sectorGroup);
	if (!limits) throw new Error(`No limits for ${sizeClass}, ${sectorGroup}`);
	return limits;
}

export const priorityGroups = ["women-owned", "many-women", "social-enterprise"] as const;

/** Businesses that the law supports first (Decree 80/2021/NĐ-CP, Article 4). */
export type PriorityGroup = (typeof priorityGroups)[number];

/** From which share of women a business employs many of them, by number of staff. */
export type PriorityGroupTable = {
	legalReference: LegalReference;
	effectiveFrom: PlainDate;
	manyWomen: readonly { fromEmployees: number; atLeastPercent: number }[];
};

/** The priority groups of a business: two as it declares them, the share of women as it counts. */
export function priorityGroupsOf(
	table: PriorityGroupTable,
	business: { womenOwned: boolean; socialEnterprise: boolean; employees: number; womenEmployees: number },
): PriorityGroup[] {
	const groups: PriorityGroup[] = [];
	if (business.womenOwned) groups.push("women-owned");
	if (employsManyWomen(table, business.employees, business.womenEmployees)) groups.push("many-women");
	if (business.socialEnterprise) groups.push("social-enterprise");
	return groups;
}

function employsManyWomen(table: PriorityGroupTable, employees: number, women: number): boolean {
	const row = table.manyWomen
		.filter((each) => employees >= each.fromEmployees)
		.sort((one, other) => other.fromEmployees - one.fromEmployees)[0];
	return row !== undefined && employees > 0 && women * 100 >= row.atLeastPercent * employees;
}
