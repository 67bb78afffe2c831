import { expect, test } from "vitest";
import { formatMegabytes, formatNumber, groupDigits } from "./number.ts";

test.each([
	["1", "1"],
	["123", "123"],
	["1234", "1.234"],
	["1234567", "1.234.567"],
])("groups %s as %s", (digits, vi) => {
	expect(groupDigits(digits, "vi")).toBe(vi);
	expect(groupDigits(digits, "en")).toBe(vi.replaceAll(".", ","));
});

test.each([
	[42.6, "42,6", "42.6"],
	[42, "42", "42"],
	[0, "0", "0"],
	[-0.04, "0", "0"],
	[-3.25, "−3,3", "−3.3"],
	[1234.56, "1.234,6", "1,234.6"],
])("writes %s as %s and %s", (value, vi, en) => {
	expect(formatNumber(value, "vi")).toBe(vi);
	expect(formatNumber(value, "en")).toBe(en);
});

test("keeps as many decimals as asked, and no zeros", () => {
	expect(formatNumber(12.345, "vi", 2)).toBe("12,35");
	expect(formatNumber(12.3, "vi", 2)).toBe("12,3");
	expect(formatNumber(12.6, "vi", 0)).toBe("13");
});

test.each([
	[1, "0,1\u00A0MB", "0.1\u00A0MB"],
	[1_992_294, "1,9\u00A0MB", "1.9\u00A0MB"],
	[14_680_064n, "14\u00A0MB", "14\u00A0MB"],
])("writes %s bytes as %s and %s", (bytes, vi, en) => {
	expect(formatMegabytes(bytes, "vi")).toBe(vi);
	expect(formatMegabytes(bytes, "en")).toBe(en);
});
