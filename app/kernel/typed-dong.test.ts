import { assert, constantFrom, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { formatDongShort } from "./dong.ts";
import { readTypedDong } from "./typed-dong.ts";

test.each([
	["9 tỷ", 9_000_000_000n],
	["9 tỷ đ", 9_000_000_000n],
	["9 tỉ đồng", 9_000_000_000n],
	["9 ty", 9_000_000_000n],
	["9tỷ", 9_000_000_000n],
	["9 TỶ", 9_000_000_000n],
	["9 tỷ".normalize("NFD"), 9_000_000_000n],
	["9,49 tỷ đ", 9_490_000_000n],
	["VND 9.49 bn", 9_490_000_000n],
	["1,5 triệu", 1_500_000n],
	["1.5 triệu", 1_500_000n],
	["0,5 tỷ", 500_000_000n],
	["0,500 tỷ", 500_000_000n],
	["1,2500 tỷ", 1_250_000_000n],
	["9 tỷ 500 triệu", 9_500_000_000n],
	["9 tỷ, 500 triệu", 9_500_000_000n],
	["9 tỷ và 500 triệu", 9_500_000_000n],
	["9tỷ500triệu", 9_500_000_000n],
	["9 tỷ 500 triệu 200 nghìn đồng", 9_500_200_000n],
	["9 triệu 500.000 đ", 9_500_000n],
	["500 nghìn", 500_000n],
	["500 ngàn đồng", 500_000n],
	["500k", 500_000n],
	["500K", 500_000n],
	["50tr", 50_000_000n],
	["1tr5", 1_500_000n],
	["2tr35", 2_350_000n],
	["2tr350", 2_350_000n],
	["2tr05", 2_050_000n],
	["9tỷ5", 9_500_000_000n],
	["1 tỷ rưỡi", 1_500_000_000n],
	["2 triệu rưỡi", 2_500_000n],
	["5 trăm triệu", 500_000_000n],
	["3 chục triệu", 30_000_000n],
	["38 nghìn tỷ", 38_000_000_000_000n],
	["1.5 million", 1_500_000n],
	["1.5 billion đồng", 1_500_000_000n],
	["VND 1.5m", 1_500_000n],
	["500 thousand", 500_000n],
	["2 hundred million", 200_000_000n],
	["1.500.000", 1_500_000n],
	["1,500,000 đ", 1_500_000n],
	["1.500.000,00", 1_500_000n],
	["1,500,000.00", 1_500_000n],
	["1500000.00", 1_500_000n],
	["1.500.000 triệu", 1_500_000_000_000n],
	["1 500 triệu", 1_500_000_000n],
	["1.500,5 triệu", 1_500_500_000n],
	["1500 triệu", 1_500_000_000n],
	["₫1.500.000", 1_500_000n],
	["đ 1.500.000", 1_500_000n],
	["1.500.000đ.", 1_500_000n],
	["1'500'000", 1_500_000n],
	["1 500 000,00", 1_500_000n],
	["１．５００．０００\u200b", 1_500_000n],
])("reads %j", (typed, amountDong) => {
	expect(readTypedDong(typed)).toEqual({ amountDong });
});

test.each([
	["1.500 triệu", 1_500_000n, 1_500_000_000n],
	["1,500 triệu", 1_500_000n, 1_500_000_000n],
	["1.250 tỷ", 1_250_000_000n, 1_250_000_000_000n],
	["1.500k", 1_500n, 1_500_000n],
	["2 tỷ 1,250 nghìn", 2_000_001_250n, 2_001_250_000n],
])("asks which of two amounts %j is", (typed, smallerDong, largerDong) => {
	expect(readTypedDong(typed)).toEqual({ doubt: "mark", smallerDong, largerDong });
});

test.each([
	["1,5", "1,5"],
	["1.25", "1.25"],
	["9 tỷ 5", "5"],
	["9 tỷ 500", "500"],
	["9 tỷ 500 đ", "500"],
	["9 tỷ 500.000", "500.000"],
])("asks for the unit of a number in %j", (typed, number) => {
	expect(readTypedDong(typed)).toEqual({ doubt: "unit", number });
});

test.each([
	...["", "tỷ", "chín tỷ", "9 tỷ tỷ", "9 triệu tỷ", "9 trăm", "500 triệu 9 tỷ", "9 tỷ 1500 triệu", "9 tỷ 9 tỷ"],
	...[
		"-9 tỷ",
		"+9 tỷ",
		"9 tỷ -5 triệu",
		"$9 million",
		"9 million USD",
		"9 tỷ 500 triệu lẻ",
		"1,5 tỷ rưỡi",
		"1tr5 rưỡi",
	],
	...["0,0001 nghìn", "1,23456789 triệu", "1000 nghìn tỷ", "1.23.456 triệu", "1e6 triệu", "5 constructor", ", 5 tỷ"],
	...["9 tỷ,", "9 tỷ và", "1 tỷ 2.000.000.000 đ", "12.3456", "5 trăm rưỡi", `${"1 tỷ ".repeat(40)}`],
])("does not read %j", (typed) => {
	expect(readTypedDong(typed)).toBeNull();
});

test("reads back every short form that pages print", () => {
	assert(
		property(integer({ min: 100, max: 99_999 }), constantFrom(10_000n, 10_000_000n), (hundredths, stepDong) => {
			const amountDong = BigInt(hundredths) * stepDong;
			for (const locale of ["vi", "en"] as const) {
				const read = readTypedDong(formatDongShort(amountDong, locale));
				expect(read).toEqual({ amountDong });
			}
		}),
	);
});
