import { expect, test } from "vitest";
import { bankOf, banks } from "./banks.ts";

test("BINs and codes are unique and well formed", () => {
	expect(new Set(banks.map((bank) => bank.bin)).size).toBe(banks.length);
	expect(new Set(banks.map((bank) => bank.code)).size).toBe(banks.length);
	for (const bank of banks) {
		expect(bank.bin).toMatch(/^\d{6}$/);
		expect(bank.code).toMatch(/^[A-Z]+$/);
	}
});

test("finds a bank by its BIN", () => {
	expect(bankOf("970436")?.shortName).toBe("Vietcombank");
	expect(bankOf("000000")).toBeNull();
});
