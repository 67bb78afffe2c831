import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bareCode, cleanLine, cleanText, withoutMarks } from "./text.ts";

const NAME = "Đặng Thị Thuý Ế";

describe("a line that was pasted", () => {
	it.each([
		["Icelandic eth", "Ðặng Thị Thuý Ế"],
		["African d", "\u0189ặng Thị Thuý Ế"],
		["a stroke laid over", "D\u0336ặng Thị Thuý Ế"],
		["decomposed", NAME.normalize("NFD")],
		["the order of Windows-1258", "Đă\u0323ng Thi\u0323 Thuy\u0301 Ê\u0301"],
		["tone before hat", "Đa\u0323\u0306ng Thi\u0323 Thuy\u0301 E\u0301\u0302"],
		["the caron of pinyin, composed", "Đ\u01ce\u0323ng Thị Thuý Ế"],
		["deprecated tone marks", "Đặng Thị Thuy\u0341 Ê\u0341"],
		["pinyin's caron", "Đa\u0323\u030cng Thị Thuý Ế"],
		["an i without its dot", "Đặng Th\u0131\u0323 Thuý Ế"],
		["Cyrillic within a word", "Đặng Тhị Тhuý Ế"],
		["Cyrillic under marks", "Đ\u0430\u0323\u0306ng Thị Thuý Ế"],
		["Greek within a word", "Đặng \u03a4hị Thuý Ế"],
		["bold letters of social networks", "Đ𝐚̣̆𝐧𝐠 𝐓𝐡𝐢̣ 𝐓𝐡𝐮𝐲́ Ế"],
		["full width", "Đặｎｇ　Ｔhị Thuý Ế"],
		["zero width and direction", "\ufeffĐặng\u200b Thị\u2060 \u202aThu\u00adý\u2069 Ế\u200e\u061c\u180e"],
		["variation selectors and tags", "Đặng\ufe0f Thị\u{e0101} Thuý\u{e0041}\u{e007f} Ế\u034f"],
		["spaces of all kinds", "  Đặng\u00a0\u2003Thị\u202f\tThuý\u3000\u2800Ế\u2007"],
		["line ends of all kinds", "\r\nĐặng\nThị\r\u2028Thuý\u000b\u0085Ế\u2029"],
		["controls", "Đặng\u0000 T\u0007hị\u001b Thuý\u007f Ế\u009f"],
		["private use, halves and no characters", "\uf0b7Đặng\ud800 Thị\uffff Thuý\ufffc Ế"],
	])("with %s is the name that was seen", (_what, pasted) => {
		expect(cleanLine(pasted)).toBe(NAME);
		expect(cleanText(pasted).replace(/\s+/g, " ")).toBe(NAME);
	});

	it.each([
		["Москва", "Москва"],
		["10 kΩ, 5 μm", "10 kΩ, 5 μm"],
		["Ελλάδα", "Ελλάδα"],
		["50 m² – “Cà phê” № 3 ½", "50 m² – “Cà phê” № 3 ½"],
		["Işık Ağaoğlu", "Işık Ağaoğlu"],
		["東京 😀", "東京 😀"],
		["Nguy\ufffdn", "Nguy\ufffdn"],
	])("keeps %s", (given, kept) => {
		expect(cleanLine(given)).toBe(kept);
	});

	it("reads the gha of old fonts as the u with a horn, also under a tone", () => {
		expect(cleanLine("Đƣợc ngƣời NƢỚC Ƣu n\u01a3\u0301c")).toBe("Được người NƯỚC Ưu nức");
	});

	it("reads the digits of other scripts", () => {
		expect(cleanLine("０３１２ ٦٨٧ ۸۷۸ ๐๑๒ ០១ 𝟒𝟓")).toBe("0312 687 878 012 01 45");
	});
});

it("keeps the lines of a longer text, and one empty line at most", () => {
	expect(cleanText(" Kính gửi:\t\r\n\r\n\r\n\r\n  – một \r– hai\u2028\u200b\n")).toBe("Kính gửi:\n\n– một\n– hai");
});

it("takes out of a code what stands between its letters", () => {
	expect(bareCode(" 0312‑687.878 – 001\u200b")).toBe("0312687878001");
	expect(bareCode("НЅ\u22122026—17")).toBe("HS202617");
});

it("writes names without diacritics", () => {
	expect(withoutMarks("Đặng đường ƯỠNG – Ỵ")).toBe("Dang duong UONG – Y");
});

/** Texts of what is hard: marks, breaks, invisible characters and look-alikes in any order. */
const hard = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				..."aeodDiAOuđÐðıТαо \t\n\r\u00a0\u200b\u00ad\u0301\u0302\u0306\u030c\u0323\u031b\u0336\u2028ｅ٣",
			),
			fc.string({ unit: "binary", maxLength: 3 }),
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(""));

it("is done once and for all, in one form of Unicode, without anything that cannot be seen", () => {
	fc.assert(
		fc.property(hard, (text) => {
			for (const clean of [cleanLine, cleanText]) {
				const cleaned = clean(text);
				expect(clean(cleaned)).toBe(cleaned);
				expect(cleaned.normalize("NFC")).toBe(cleaned);
				expect(cleaned).not.toMatch(/[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Surrogate}\t\r\u2028\u2029ÐðƉɖ]| {2}/u);
			}
			expect(cleanLine(text)).not.toMatch(/[\p{Cc}]/u);
			expect(cleanLine(cleanText(text))).toBe(cleanLine(text));
		}),
		{ numRuns: 1_500 },
	);
});

// Without its bound on marks, the engine takes minutes to put the first of these in order.
it.each([
	["marks", "\u0301\u0323"],
	["spaces", " \t"],
	["line ends", "\r\n \n"],
	["mixed words", "Тh"],
	["invisible characters", "\u200b\u{e0041}"],
	["letters", "ậ"],
])("is soon done with hundreds of thousands of %s", (_what, part) => {
	const text = `a${part.repeat(200_000)}b`;
	const start = performance.now();
	cleanLine(text);
	cleanText(text);
	expect(performance.now() - start).toBeLessThan(5_000);
});
