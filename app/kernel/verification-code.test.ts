import { assert, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { formatVerificationCode, newVerificationCode, readVerificationCode } from "./verification-code.ts";

test("new codes read back, also as shown and in lower case", () => {
	assert(
		property(uint8Array({ minLength: 64, maxLength: 64, max: 247 }), (bytes) => {
			const code = newVerificationCode(bytes);
			expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
			expect(readVerificationCode(code)).toBe(code);
			expect(readVerificationCode(formatVerificationCode(code).toLowerCase())).toBe(code);
		}),
	);
});

test("every character is equally likely", () => {
	const counts = new Map<string, number>();
	for (let byte = 0; byte < 256; byte++) {
		if (byte >= 248) continue;
		const character = newVerificationCode(new Uint8Array(8).fill(byte)).charAt(0);
		counts.set(character, (counts.get(character) ?? 0) + 1);
	}
	expect(counts.size).toBe(31);
	expect(new Set(counts.values())).toEqual(new Set([8]));
});

test("bytes that would favour some characters are passed over", () => {
	const bytes = Uint8Array.from([248, 255, 0, 1, 2, 3, 250, 4, 5, 6, 7]);
	expect(newVerificationCode(bytes)).toBe("23456789");
	expect(() => newVerificationCode(new Uint8Array(32).fill(255))).toThrow("random bytes");
});

test.each([
	["7K4M 92QX", "7K4M92QX"],
	[" 7k4m-92qx ", "7K4M92QX"],
	["7K4M\u00A092QX", "7K4M92QX"],
	["https://donbay.example/verify/7K4M92QX", "7K4M92QX"],
	[" donbay.example/verify/7k4m%2092qx?from=mail#top\u200b", "7K4M92QX"],
	["Xem tại http://donbay.example/verify/7K4M92QX/", "7K4M92QX"],
	["https://donbay.example/verify?code=7k4m+92qx", "7K4M92QX"],
	["https://donbay.example/verify?lang=en&code=7K4M92QX#top", "7K4M92QX"],
	["https://donbay.example/verify/7K4M92QX&utm_source=zalo", "7K4M92QX"],
	["<https://donbay.example/verify/7K4M92QX>", "7K4M92QX"],
	["(https://donbay.example/verify/7K4M92QX).", "7K4M92QX"],
	["Mã: 7K4M 92QX", "7K4M92QX"],
	["“7K4M–92QX”,", "7K4M92QX"],
	["７Ｋ４Ｍ９２ＱＸ", "7K4M92QX"],
	["https://donbay.example/verify/%E0%A4%A", null],
	["https://donbay.example/verify/__proto__", null],
	["7K4M92Q", null],
	["7K4M92QXX", null],
	["7K4M92Q0", null],
	["7K4M92QO", null],
	["7K4M92QI", null],
	["7K4M92QL", null],
	["7K4M92Q1", null],
	["7K4M/2QX", null],
	["Mã 7K4M", null],
	["", null],
])("%j reads as %s", (text, code) => {
	expect(readVerificationCode(text)).toBe(code);
});

test("is shown in two groups", () => {
	expect(formatVerificationCode("7K4M92QX")).toBe("7K4M\u00A092QX");
});
