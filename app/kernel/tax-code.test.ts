import { describe, expect, test } from "vitest";
import { formatTaxCode, readTaxCode, sameTaxpayer, taxCodeCheckDigit, taxpayerOf } from "./tax-code.ts";

/** Published codes of well-known companies: the formula has to agree with reality. */
test.each([
	"0300588569",
	"0101248141",
	"0100109106",
	"0100112437",
	"0101243150",
	"0100283873",
	"0100107370",
	"0100681592",
	"0100100079",
	"0100107518",
	"0101245486",
	"0303217354",
	"0300521758",
	"0301452948",
	"0301175691",
])("%s is well formed", (digits) => {
	expect(readTaxCode(digits)).toEqual({ ok: true, taxCode: { digits, branch: null, kind: "enterprise" } });
});

test.each([
	"0312687878-001",
	"0312687878001",
	" 0312 687 878 - 001 ",
	"0312.687.878–001",
	"0312687878/001",
	"0312687878 (001)",
	"0312687878_001,",
	"MST: 0312687878-001",
	"Mã số thuế 0312687878‐001",
	"０３１２６８７８７８\u200b−００１",
])("%j is a branch", (text) => {
	const taxCode = { digits: "0312687878", branch: "001", kind: "enterprise" };
	expect(readTaxCode(text)).toEqual({ ok: true, taxCode });
});

test("a household business has the owner's personal number", () => {
	const taxCode = { digits: "079188012321", branch: null, kind: "personal" };
	expect(readTaxCode("079 188 012 321")).toEqual({ ok: true, taxCode });
});

test.each([
	["", "empty"],
	[" - . ", "empty"],
	["03005B8569", "letters"],
	["MST MST 0300588569", "letters"],
	["O300588569", "letters"],
	["__proto__", "letters"],
	["MST:", "empty"],
	["030058856", "length"],
	["03005885690", "length"],
	["03005885690012", "length"],
	["0100233480", "check-digit"],
	["0102182358", "check-digit"],
	["0000000000", "province"],
	["0012345678", "province"],
	["000188012321", "province"],
	["0300000000", "serial"],
	["0300588569-000", "branch"],
	["0300588568-001", "check-digit"],
])("%j is refused: %s", (text, reason) => {
	expect(readTaxCode(text)).toEqual({ ok: false, reason });
});

describe("the check digit", () => {
	test.each([
		["030058856", 9],
		["010023348", 8],
		["010218235", 9],
		["031268787", 8],
		["010124315", 0],
		["030000004", null],
	])("of %s is %s", (nine, digit) => {
		expect(taxCodeCheckDigit(nine)).toEqual(digit);
	});

	test("is asked of nine digits only", () => {
		expect(() => taxCodeCheckDigit("010024")).toThrow();
		expect(() => taxCodeCheckDigit("01002334x")).toThrow();
	});

	test("does not exist for a prefix whose remainder is 0", () => {
		for (let last = 0; last <= 9; last++) {
			expect(readTaxCode(`030000004${last}`)).toEqual({ ok: false, reason: "check-digit" });
		}
	});

	test("catches every wrong digit and every swap of neighbours", () => {
		const code = "0312687878";
		for (let place = 2; place < 10; place++) {
			for (let digit = 0; digit <= 9; digit++) {
				const wrong = code.slice(0, place) + digit + code.slice(place + 1);
				expect(readTaxCode(wrong).ok).toBe(wrong === code);
			}
			const swapped = code.slice(0, place - 1) + code[place] + code[place - 1] + code.slice(place + 1);
			expect(readTaxCode(swapped).ok).toBe(swapped === code);
		}
	});
});

test("shows a branch after a hyphen", () => {
	expect(formatTaxCode({ digits: "0312687878", branch: null })).toBe("0312687878");
	expect(formatTaxCode({ digits: "0312687878", branch: "001" })).toBe("0312687878-001");
});

test.each([
	["0312687878", "0312687878", true],
	["0312687878", "0312687878-001", true],
	["0312687878-002", "0312687878001", true],
	[" 0312 687 878 ", "0312.687.878–003", true],
	["079188012321", "079 188 012 321", true],
	["0312687878", "0300588569", false],
	["0312687878-001", "0300588569-001", false],
	// A person's number that begins with the digits of an enterprise is another taxpayer's.
	["0312687878", "031268787812", false],
	["", "", true],
	["", "0312687878", false],
])("%j and %j are one taxpayer: %s", (one, other, same) => {
	expect(sameTaxpayer(one, other)).toBe(same);
	expect(sameTaxpayer(other, one)).toBe(same);
});

test("a branch is of the business that it belongs to; what cannot be read is its own", () => {
	expect(["0312687878-001", "0312.687.878", "079 188 012 321", "0312687879-001", ""].map(taxpayerOf)).toEqual([
		...["0312687878", "0312687878", "079188012321", "0312687879-001", ""],
	]);
});
