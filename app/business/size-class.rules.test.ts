import { assert, bigInt, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { decree80PriorityGroups, decree80SizeClassTable } from "./decree-80-size-classes.ts";
import { type BusinessFigures, priorityGroupsOf, sizeClasses, sizeClassOf } from "./size-class.rules.ts";

const BN = 1_000_000_000n;

describe("the size class", () => {
	test.each([
		["trade", 8, 9n * BN, 40n * BN, "micro", "revenue"],
		["trade", 8, 12n * BN, 4n * BN, "small", "revenue"],
		["industry", 60, 120n * BN, 15n * BN, "small", "capital"],
		["trade", 60, 90n * BN, 10n * BN, "medium", "revenue"],
		["industry", 201, 1n * BN, 1n * BN, "larger", null],
		["trade", 101, 1n * BN, 1n * BN, "larger", null],
		["industry", 10, 3n * BN, 90n * BN, "micro", "revenue"],
		["industry", 10, 3n * BN + 1n, 90n * BN, "small", "revenue"],
		["industry", 10.5, 3n * BN, 90n * BN, "small", "revenue"],
		["agriculture", 200, 200n * BN, 900n * BN, "medium", "revenue"],
		["agriculture", 200, 201n * BN, 100n * BN, "medium", "capital"],
		["agriculture", 200, 201n * BN, 101n * BN, "larger", null],
		["industry", 34, 28_400_000_000n, 30n * BN, "small", "revenue"],
		["trade", 5, null, 3n * BN, "micro", "capital"],
		["trade", 5, null, 3n * BN + 1n, "small", "capital"],
		["trade", 5, null, 101n * BN, "larger", null],
	] as const)(
		"%s, %s employees, revenue %s, capital %s: %s by %s",
		(sectorGroup, employees, revenueDong, capitalDong, sizeClass, by) => {
			const found = sizeClassOf(decree80SizeClassTable, { sectorGroup, employees, revenueDong, capitalDong });
			expect(found).toMatchObject({ sizeClass, by });
			expect(found.limits.sizeClass).toBe(sizeClass === "larger" ? "medium" : sizeClass);
			expect(found.limits.sectorGroup).toBe(sectorGroup);
		},
	);

	test("without any revenue, capital alone decides, as for a business in its first year", () => {
		const figures: BusinessFigures = { sectorGroup: "trade", employees: 5, revenueDong: 0n, capitalDong: 101n * BN };
		expect(sizeClassOf(decree80SizeClassTable, figures).sizeClass).toBe("larger");
	});

	test("never shrinks when a figure grows", () => {
		const dong = bigInt({ min: 1n, max: 400n * BN });
		const figures = record({
			sectorGroup: constantFrom("agriculture" as const, "industry" as const, "trade" as const),
			employees: integer({ min: 0, max: 250 }),
			revenueDong: dong,
			capitalDong: dong,
		});
		const rank = (of: BusinessFigures) => sizeClasses.indexOf(sizeClassOf(decree80SizeClassTable, of).sizeClass);
		assert(
			property(figures, integer({ min: 0, max: 100 }), dong, dong, (of, employees, revenue, capital) => {
				expect(rank({ ...of, employees: of.employees + employees })).toBeGreaterThanOrEqual(rank(of));
				expect(rank({ ...of, revenueDong: of.revenueDong + revenue })).toBeGreaterThanOrEqual(rank(of));
				expect(rank({ ...of, capitalDong: of.capitalDong + capital })).toBeGreaterThanOrEqual(rank(of));
			}),
		);
	});

	test("a table with a gap is a mistake of ours", () => {
		const table = { ...decree80SizeClassTable, rows: [] };
		const figures: BusinessFigures = { sectorGroup: "trade", employees: 1, revenueDong: 1n, capitalDong: 1n };
		expect(() => sizeClassOf(table, figures)).toThrow("micro, trade");
	});
});

describe("priority groups", () => {
	test.each([
		[10, 5, true],
		[11, 5, false],
		[99, 49, false],
		[99, 50, true],
		[100, 30, true],
		[100, 29, false],
		[200, 60, true],
		[0, 0, false],
	])("of %s staff, %s women: many women %s", (employees, womenEmployees, many) => {
		const groups = priorityGroupsOf(decree80PriorityGroups, {
			womenOwned: false,
			socialEnterprise: false,
			employees,
			womenEmployees,
		});
		expect(groups).toEqual(many ? ["many-women"] : []);
	});

	test("are kept side by side", () => {
		const business = { womenOwned: true, socialEnterprise: true, employees: 2, womenEmployees: 2 };
		expect(priorityGroupsOf(decree80PriorityGroups, business)).toEqual([
			"women-owned",
			"many-women",
			"social-enterprise",
		]);
	});
});
