import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import framework from "#app/assessment/framework/framework-1.json" with { type: "json" };
import { wards } from "#app/business/ward/wards.ts";
import { banks } from "#app/kernel/banks.ts";
import { economicSections } from "#app/kernel/economic-sections.ts";
import { cleanLine } from "#app/kernel/text.ts";
import * as decree from "#app/programme/decree-80-article-11.ts";
import * as holidays from "#app/programme/holidays.ts";
import * as associations from "./associations.ts";
import * as names from "./names.ts";
import * as people from "./people.ts";

/** Every text in it, however deep. */
function textsIn(data: unknown): string[] {
	if (typeof data === "string") return [data];
	if (data instanceof Map || data instanceof Set) return [...data.values()].flatMap(textsIn);
	return typeof data === "object" && data !== null ? Object.values(data).flatMap(textsIn) : [];
}

test.each(Object.entries({ wards, banks, economicSections, framework, decree, holidays, associations, names, people }))(
	"each text of %s is one clean line",
	(_name, data) => {
		const texts = textsIn({ ...data });
		expect(texts.length).toBeGreaterThan(3);
		expect(texts.filter((text) => text !== cleanLine(text))).toEqual([]);
	},
);

test("a ward is a code and a name of words, each once", () => {
	expect(wards.filter(({ code }) => !/^\d{5}$/.test(code))).toEqual([]);
	expect(wards.filter(({ name }) => !/^\p{Lu}[\p{L}']*(?:[ -]\p{Lu}[\p{L}']*|\s\d{1,2}| [-–])*$/u.test(name))).toEqual(
		[],
	);
	expect(new Set(wards.map(({ code }) => code)).size).toBe(168);
});

test("texts of pages have the letters of Vietnamese, and no other space than one that does not break", () => {
	for (const locale of ["vi", "en"]) {
		for (const file of readdirSync(`messages/${locale}`)) {
			const texts = textsIn(JSON.parse(readFileSync(`messages/${locale}/${file}`, "utf8")));
			const lines = texts.map((text) => text.replaceAll("\u00a0", " "));
			expect(lines.filter((line) => line.replace(/ +/g, " ").trim() !== cleanLine(line))).toEqual([]);
		}
	}
});
