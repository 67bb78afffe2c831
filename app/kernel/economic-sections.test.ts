import { expect, test } from "vitest";
import { economicSection, economicSections } from "./economic-sections.ts";

test("sections A to U, each once, in order", () => {
	expect(economicSections.map((section) => section.code).join("")).toBe("ABCDEFGHIJKLMNOPQRSTU");
});

test.each([
	["A", "agriculture"],
	["B", "industry"],
	["C", "industry"],
	["F", "industry"],
	["G", "trade"],
	["S", "trade"],
	["O", "none"],
	["T", "none"],
	["U", "none"],
])("section %s is measured as %s", (code, sectorGroup) => {
	expect(economicSection(code)?.sectorGroup).toBe(sectorGroup);
});

test.each(["V", "a", "", "AB"])("%j is no section", (code) => {
	expect(economicSection(code)).toBeNull();
});
