import { expect, test } from "vitest";
import { dongInWords } from "./dong-in-words.ts";

test.each([
	[0n, "Không đồng", "Zero đồng"],
	[4n, "Bốn đồng", "Four đồng"],
	[10n, "Mười đồng", "Ten đồng"],
	[15n, "Mười lăm đồng", "Fifteen đồng"],
	[20n, "Hai mươi đồng", "Twenty đồng"],
	[21n, "Hai mươi mốt đồng", "Twenty-one đồng"],
	[24n, "Hai mươi tư đồng", "Twenty-four đồng"],
	[100n, "Một trăm đồng", "One hundred đồng"],
	[104n, "Một trăm lẻ bốn đồng", "One hundred and four đồng"],
	[111n, "Một trăm mười một đồng", "One hundred and eleven đồng"],
	[1_005n, "Một nghìn không trăm lẻ năm đồng", "One thousand and five đồng"],
	[1_010n, "Một nghìn không trăm mười đồng", "One thousand and ten đồng"],
	[20_000_000n, "Hai mươi triệu đồng", "Twenty million đồng"],
	[21_054_000n, "Hai mươi mốt triệu không trăm năm mươi tư nghìn đồng", "Twenty-one million fifty-four thousand đồng"],
	[
		24_999_999n,
		"Hai mươi tư triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng",
		"Twenty-four million nine hundred and ninety-nine thousand nine hundred and ninety-nine đồng",
	],
	[86_000_000n, "Tám mươi sáu triệu đồng", "Eighty-six million đồng"],
	[105_000_000n, "Một trăm lẻ năm triệu đồng", "One hundred and five million đồng"],
	[118_000_000n, "Một trăm mười tám triệu đồng", "One hundred and eighteen million đồng"],
	[1_000_000_005n, "Một tỷ không trăm lẻ năm đồng", "One billion and five đồng"],
	[
		1_234_567_890n,
		"Một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi đồng",
		"One billion two hundred and thirty-four million five hundred and sixty-seven thousand eight hundred and ninety đồng",
	],
	[1_500_000_000_000n, "Một nghìn năm trăm tỷ đồng", "One trillion five hundred billion đồng"],
	[2_000_005_000_000n, "Hai nghìn tỷ không trăm lẻ năm triệu đồng", "Two trillion five million đồng"],
	[999_999_999_999_999n, undefined, undefined],
])("%s in words", (amount, vi, en) => {
	if (vi) expect(dongInWords(amount, "vi")).toBe(vi);
	if (en) expect(dongInWords(amount, "en")).toBe(en);
	expect(dongInWords(amount, "vi")).not.toMatch(/undefined| {2}|^ | $/);
	expect(dongInWords(amount, "en")).not.toMatch(/undefined| {2}|^ | $/);
});

test("no words for what cannot be an amount on a document", () => {
	expect(() => dongInWords(-1n, "vi")).toThrow();
	expect(() => dongInWords(10n ** 18n, "vi")).toThrow();
});
