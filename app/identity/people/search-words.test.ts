import { expect, test } from "vitest";
import { markedParts } from "./search-words.ts";

test.each([
	["Sở Tài chính", "tai chinh", ["Sở ", "[Tài chính]"]],
	["Đỗ Thị Thu Hương", "do thi", ["[Đỗ Thị]", " Thu Hương"]],
	["Đỗ Thị Thu Hương", "HƯƠNG", ["Đỗ Thị Thu ", "[Hương]"]],
	["han@stc.example", "han", ["[han]", "@stc.example"]],
	["Trương Gia Hân", "", ["Trương Gia Hân"]],
	["Trương Gia Hân", "zz", ["Trương Gia Hân"]],
	["Nguyễn".normalize("NFD"), "guye", ["N", "[guyễ]", "n"]],
])("in %s, %s is found as %j", (text, search, parts) => {
	expect(markedParts(text, search).map((part) => (part.found ? `[${part.text}]` : part.text))).toEqual(parts);
});
