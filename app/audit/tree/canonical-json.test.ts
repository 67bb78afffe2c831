import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("names are sorted by their UTF-16 units, as RFC 8785, 3.2.3 shows", () => {
	const given = {
		"\u20ac": "Euro Sign",
		"\r": "Carriage Return",
		"\ufb33": "Hebrew Letter Dalet With Dagesh",
		"1": "One",
		"\ud83d\ude00": "Emoji: Grinning Face",
		"\u0080": "Control",
		"\u00f6": "Latin Small Letter O With Diaeresis",
	};
	expect(Object.values(JSON.parse(canonicalJson(given)))).toHaveLength(7);
	expect(canonicalJson(given)).toBe(
		'{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",' +
			'"😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
	);
});

test.each([
	[{ b: [1, 2.5, -0], a: null }, '{"a":null,"b":[1,2.5,0]}'],
	[{ numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27] }, '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}'],
	['"\\\n\u000f', '"\\"\\\\\\n\\u000f"'],
	[[], "[]"],
	[{}, "{}"],
])("%j is written as RFC 8785 asks", (given, written) => {
	expect(canonicalJson(given)).toBe(written);
});

test("equal values give equal texts in whatever order they were built; what is no JSON is refused", () => {
	expect(canonicalJson({ a: 1, b: { d: 1, c: 2 } })).toBe(canonicalJson({ b: { c: 2, d: 1 }, a: 1 }));
	expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
});
