/** The size classes and priority groups of Decree 80/2021/NĐ-CP as data, for the first programme and the tests. */

import { legalText } from "#app/kernel/legal-texts.ts";
import type { MeasuredSectorGroup, PriorityGroupTable, SizeClassLimits, SizeClassTable } from "./size-class.rules.ts";

const IN_FORCE = "2021-10-15";

/** Article 5. Trade and services have higher limits for revenue, lower ones for employees. */
export const decree80SizeClassTable: SizeClassTable = {
	legalReference: legalText("Nghị định 80/2021/NĐ-CP, Điều 5", "Decree 80/2021/ND-CP, Article 5"),
	effectiveFrom: IN_FORCE,
	// Class, sector group, employees, revenue, capital; each "not more than".
	rows: [
		limits("micro", "agriculture", 10, 3n, 3n),
		limits("micro", "industry", 10, 3n, 3n),
		limits("micro", "trade", 10, 10n, 3n),
		limits("small", "agriculture", 100, 50n, 20n),
		limits("small", "industry", 100, 50n, 20n),
		limits("small", "trade", 50, 100n, 50n),
		limits("medium", "agriculture", 200, 200n, 100n),
		limits("medium", "industry", 200, 200n, 100n),
		limits("medium", "trade", 100, 300n, 100n),
	],
};

/** Revenue and capital in billions of đồng, as the article writes them. */
function limits(
	sizeClass: SizeClassLimits["sizeClass"],
	sectorGroup: MeasuredSectorGroup,
	employees: number,
	revenueBillions: bigint,
	capitalBillions: bigint,
): SizeClassLimits {
	const revenueDong = revenueBillions * 1_000_000_000n;
	const capitalDong = capitalBillions * 1_000_000_000n;
	return { sizeClass, sectorGroup, employees, revenueDong, capitalDong };
}

/** Article 3(8): women are half of the staff, or three in ten from 100 staff on. */
export const decree80PriorityGroups: PriorityGroupTable = {
	legalReference: legalText("Nghị định 80/2021/NĐ-CP, Điều 3", "Decree 80/2021/ND-CP, Article 3"),
	effectiveFrom: IN_FORCE,
	manyWomen: [
		{ fromEmployees: 0, atLeastPercent: 50 },
		{ fromEmployees: 100, atLeastPercent: 30 },
	],
};
