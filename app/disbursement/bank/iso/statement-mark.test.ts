import { expect, test } from "vitest";
import { type StatementMark, type StatementNote, statementNotes } from "./statement-mark.ts";

const mark: StatementMark = { id: "S12", account: "1", number: 12, page: null, isLastPage: true, isCopy: false };
const other = (change: Partial<StatementMark>) => ({ ...mark, id: "S11", number: 11, ...change, fileName: "old.xml" });

test.each<[string, Partial<StatementMark>, ReturnType<typeof other>[], StatementNote[]]>([
	["the first one", {}, [], []],
	["the next one", {}, [other({})], []],
	["one after a gap", {}, [other({ number: 9 }), other({ number: 8 })], [{ is: "gap", id: "S12", from: 10, to: 11 }]],
	["one that fills a gap", {}, [other({}), other({ number: 14 })], []],
	["one of another account", {}, [other({ account: "2", number: 5 })], []],
	["one without a number", { number: null }, [other({ number: 5 })], []],
	[
		"one that came before",
		{},
		[other({ id: "S12", number: 12 })],
		[{ is: "repeated", id: "S12", fileName: "old.xml" }],
	],
	["its second page", { page: 2 }, [other({ id: "S12", number: 12, page: 1 })], []],
	["a page that is not the last", { page: 1, isLastPage: false }, [], [{ is: "page", id: "S12", page: 1 }]],
	["a copy", { isCopy: true }, [], [{ is: "copy", id: "S12" }]],
])("of %s a person is told", (_what, change, others, expected) => {
	expect(statementNotes([{ ...mark, ...change }], others)).toEqual(expected);
});
