import { expect, test } from "vitest";
import { invoiceSerial, readInvoiceSerial, yearFits } from "./invoice.rules.ts";

// The first three are the circular's own examples.
test.each([
	["1C26TAA", "1", "C26TAA"],
	["2C26TBB", "2", "C26TBB"],
	["1K26TYY", "1", "K26TYY"],
	[" 1 c26mab ", "1", "C26MAB"],
	["7/K26XAA", "7", "K26XAA"],
])("reads %s", (typed, formSymbol, symbol) => {
	expect(readInvoiceSerial(typed)).toEqual({ formSymbol, symbol });
	expect(invoiceSerial({ formSymbol, symbol })).toBe(formSymbol + symbol);
});

test.each([
	["without the form symbol", "C26TAA"],
	["with a form symbol of 0", "0C26TAA"],
	["with neither C nor K", "1E26TAA"],
	["of an unknown kind", "1C26ZAA"],
	["with a digit at the end", "1C26TA1"],
	["with a Vietnamese letter", "1C26TĐA"],
	["too long", "1C26TAAA"],
	["of the paper invoices before 2022", "01GTKT0/001"],
	["empty", ""],
])("does not read a symbol %s", (_what, typed) => expect(readInvoiceSerial(typed)).toBeNull());

test.each([
	["C26TAA", "2026-01-01", true],
	["C26TAA", "2026-12-31", true],
	["C26TAA", "2027-01-01", false],
	["C26TAA", "2025-12-31", false],
	["K09TAA", "2009-06-01", true],
])("%s fits %s: %s", (symbol, date, fits) => expect(yearFits(symbol, date)).toBe(fits));
