import { expect, test } from "vitest";
import { countLines } from "./draft.forms.ts";
import { emptyLine, type LineChange, lineChangeOf, linesToShow, readDraft, withChange } from "./draft-content.ts";

test.each([
	["save", null],
	["", null],
	["add-line", { kind: "add" }],
	["restore-line", { kind: "restore" }],
	["remove-line.12", { kind: "remove", at: 12 }],
	["remove-line.-1", null],
	["remove-line.1e9", null],
])("the button %j means %j", (intent, change) => {
	expect(lineChangeOf(intent)).toEqual(change);
});

const [a, b, c] = ["a", "b", "c"].map(emptyLine) as [ReturnType<typeof emptyLine>, ...ReturnType<typeof emptyLine>[]];

test.each<[LineChange | null, string, string | null]>([
	[null, "ab", null],
	[{ kind: "add" }, "abn", null],
	[{ kind: "remove", at: 0 }, "b", "a"],
	[{ kind: "remove", at: 7 }, "ab", null],
	[{ kind: "restore" }, "ab", null],
])("%j makes of two lines %s", (change, ids, removed) => {
	const made = withChange({ lines: [], removed: null }, [a, b ?? a], change, "n");
	expect(made.lines.map((line) => line.id).join("")).toBe(ids);
	expect(made.removed?.line.id ?? null).toBe(removed);
});

test("a removed line comes back to its place, also when the others were changed meanwhile", () => {
	const lines = [a, b ?? a, c ?? a];
	const removed = withChange({ lines: [], removed: null }, lines, { kind: "remove", at: 1 }, "n");
	const typed = removed.lines.map((line) => ({ ...line, price: "5" }));
	const restored = withChange(removed, typed, { kind: "restore" }, "n");
	expect(restored.lines.map((line) => line.id + line.price)).toEqual(["a5", "b", "c5"]);
	expect(restored.removed).toBeNull();
});

test("a new draft is empty", () => {
	expect(readDraft({})).toEqual({ lines: [], removed: null });
});

test.each([
	[{ supportItemCode: "DX-SOLUTION", priceDong: "45.000.000" }, "DX-SOLUTION", "45.000.000"],
	[{ supportItemCode: "OF-ANOTHER-PROGRAMME", priceDong: "45 triệu" }, "", "45 triệu"],
	[{}, "", ""],
])("a draft without lines starts from the answers %j of a check", (checked, supportItemCode, price) => {
	const lines = linesToShow({ lines: [], removedLine: null }, ["DX-SOLUTION"], checked, "n");
	expect(lines).toEqual([{ ...emptyLine("n"), supportItemCode, price }]);
});

test("the answers of a check never come over what was typed, nor back once their line was removed", () => {
	const checked = { supportItemCode: "DX-SOLUTION", priceDong: "45.000.000" };
	expect(linesToShow({ lines: [a], removedLine: null }, ["DX-SOLUTION"], checked, "n")).toEqual([a]);
	const removedLine = { at: 0, line: a };
	expect(linesToShow({ lines: [], removedLine }, ["DX-SOLUTION"], checked, "n")).toEqual([emptyLine("n")]);
});

test.each([
	[{}, 0],
	[{ "lines.0.price": "1", "lines.2.price": "" }, 3],
	[{ "lines.4000000000.description": "x" }, 20],
	[{ "lines.x.price": "1", "lines.1e9.price": "1" }, 0],
])("of what a form gives, %j, so many lines are shown: %d", (given, count) => expect(countLines(given)).toBe(count));
