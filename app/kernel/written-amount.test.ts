import { expect, test } from "vitest";
import { type DecimalMark, decimalMarkOf, readCertain, readWritten } from "./written-amount.ts";

test.each<[string, DecimalMark, bigint | null, string | null]>([
	["4800000", ".", 4_800_000n, null],
	["4800000", ",", 4_800_000n, null],
	["4,800,000.00", ".", 4_800_000n, null],
	["4.800.000,00", ",", 4_800_000n, null],
	["4 800 000", ".", 4_800_000n, null],
	["4\u00A0800\u00A0000,0", ",", 4_800_000n, null],
	["4'800'000.00", ".", 4_800_000n, null],
	["1.234.567,00 đ", ",", 1_234_567n, null],
	["VND 1,234,567", ".", 1_234_567n, null],
	["-4,800,000", ".", 4_800_000n, "debit"],
	["\u22124,800,000", ".", 4_800_000n, "debit"],
	["4,800,000-", ".", 4_800_000n, "debit"],
	["(4,800,000.00)", ".", 4_800_000n, "debit"],
	["+4,800,000", ".", 4_800_000n, "credit"],
	["4,800,000 D", ".", 4_800_000n, "debit"],
	["4,800,000DR", ".", 4_800_000n, "debit"],
	["4.800.000 CR", ",", 4_800_000n, "credit"],
	["Nợ 4.800.000", ",", 4_800_000n, "debit"],
	["₫4,800,000", ".", 4_800_000n, null],
	["đ 4.800.000", ",", 4_800_000n, null],
	["-VND 4,800,000.00", ".", 4_800_000n, "debit"],
	["-₫4.800.000", ",", 4_800_000n, "debit"],
	["(VND 4,800,000)", ".", 4_800_000n, "debit"],
	["(4.800.000 đ)", ",", 4_800_000n, "debit"],
	["\u20114,800,000", ".", 4_800_000n, "debit"],
	["4.800.000,-", ",", 4_800_000n, null],
	["4.800.000,--", ",", 4_800_000n, null],
	["4,800,000.00 Dr.", ".", 4_800_000n, "debit"],
	["4,800,000 Credit", ".", 4_800_000n, "credit"],
	["4.8E+06", ".", null, null],
	["VND", ".", null, null],
	["(đ)", ".", null, null],
	["540.000", ".", 540n, null],
	["540.000", ",", 540_000n, null],
	["1.5", ".", null, null],
	["0.500", ",", null, null],
	["1.23.456", ",", null, null],
	["1,234.567,00", ",", null, null],
	["4.800,000", ",", 4_800n, null],
	["--5", ".", null, null],
	["-5-", ".", null, null],
	["5 XY", ".", null, null],
	["", ".", null, null],
	["năm", ".", null, null],
	["1".repeat(16), ".", null, null],
])("%s with %s is %s, %s", (text, mark, amountDong, side) => {
	expect(readWritten(text, mark)).toEqual(amountDong === null ? null : { amountDong, side });
});

test.each<[string[], string]>([
	[["4800000", "540"], "."],
	[["540.000", "1.540.000"], ","],
	[["540.000", "540.00"], "."],
	[["540,000", "1,540,000.00"], "."],
	[["540.000"], "ask"],
	[["540,000"], "ask"],
	[["1.234", "5000000"], "ask"],
	[["1.234.567", "1,234,567"], "ask"],
	[["x", ""], "."],
])("the decimal mark of %j is %s", (texts, mark) => expect(decimalMarkOf(texts)).toBe(mark));

test("reads alone what leaves no doubt", () => {
	expect(readCertain("50.000.000")).toEqual({ amountDong: 50_000_000n, side: null });
	expect(readCertain("50000000.00")).toEqual({ amountDong: 50_000_000n, side: null });
	expect(readCertain("540.000")).toBeNull();
});
