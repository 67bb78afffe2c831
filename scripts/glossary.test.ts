import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const rows = readFileSync("docs/glossary.md", "utf8")
	.split("\n")
	.filter((line) => line.startsWith("| ") && !/^\| (English|-)/.test(line))
	.map((line) => line.split("|").map((cell) => cell.trim()))
	.map(([, english = "", vietnamese = "", code = ""]) => ({ english, vietnamese, code }));

const all = (folder: string, ending: RegExp) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => ending.test(name))
		.map((name) => readFileSync(`${folder}/${name}`, "utf8"))
		.join("\n");

const code = `${readFileSync("db/tables.ts", "utf8")}\n${all("app", /\.tsx?$/)}\n${all("testing", /\.ts$/)}`;
const pages = { vi: all("messages/vi", /\.json$/).toLowerCase(), en: all("messages/en", /\.json$/).toLowerCase() };

test("each word of the glossary is the code's", () => {
	const names = rows.flatMap((row) => [...row.code.matchAll(/`([A-Za-z]+)`/g)].map(([, name = ""]) => name));
	expect(names.length).toBeGreaterThan(30);
	const lost = names.filter(
		(name) => !new RegExp(`\\b${name[0]?.toLowerCase()}${name.slice(1)}\\b|\\b${name}\\b`).test(code),
	);
	expect(lost).toEqual([]);
});

test("each word of the glossary is the pages', in Vietnamese", () => {
	const words = rows.flatMap(({ vietnamese }) => vietnamese.split(", ")).filter((word) => word !== "–");
	expect(words.filter((word) => !pages.vi.includes(word.toLowerCase()))).toEqual([]);
});

test("no word stands there twice", () => {
	const words = rows.map(({ english }) => english);
	expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});
