import fc from "fast-check";
import { expect, test } from "vitest";
import type { InvoiceFile } from "./invoice-file.ts";
import { invoiceMismatches, type MismatchCase, mismatchCodes } from "./mismatch.rules.ts";

const SELLER = "0312687878";
const BUYER = "0300588569";
const OTHER = "0100109106";

const file: InvoiceFile = {
	sellerTaxCode: SELLER,
	sellerName: "Công ty TNHH Giải pháp Vàm Sông",
	buyerTaxCode: BUYER,
	buyerName: "Công ty Cổ phần Bếp Nhà Mình",
	formSymbol: "1",
	symbol: "C26TAA",
	number: 318,
	issuedOn: "2026-09-08",
	beforeTaxDong: 100_000_000n,
	taxDong: 8_000_000n,
	feesDong: 0n,
	discountDong: 0n,
	totalDong: 108_000_000n,
	authorityCode: "00F1",
	related: null,
	lines: [],
};

const fitting: MismatchCase = {
	file,
	typed: {
		sellerTaxCode: SELLER,
		serial: { formSymbol: "1", symbol: "C26TAA" },
		number: 318,
		issuedOn: "2026-09-08",
		totalDong: 108_000_000n,
	},
	buyerTaxCode: BUYER,
	providerTaxCodes: [SELLER],
	decidedOn: "2026-09-01",
	today: "2026-11-23",
};

type Change = { file?: Partial<InvoiceFile>; typed?: Partial<MismatchCase["typed"]> } & Partial<
	Omit<MismatchCase, "file" | "typed">
>;

const caseWith = (change: Change): MismatchCase => ({
	...fitting,
	...change,
	file: { ...file, ...change.file },
	typed: { ...fitting.typed, ...change.typed },
});

// The contents of an invoice: Decree 254/2026/NĐ-CP, article 10; symbol, number, year: Circular 91/2026/TT-BTC, annex I.
test.each<[string, Change, string[]]>([
	["everything as typed", {}, []],
	["a branch of the buyer", { file: { buyerTaxCode: `${BUYER}-001` } }, []],
	["another buyer", { file: { buyerTaxCode: OTHER } }, ["other-buyer:blocks:file"]],
	["no buyer's tax code", { file: { buyerTaxCode: null } }, ["no-buyer:shown:file"]],
	["a provider's branch", { file: { sellerTaxCode: `${SELLER}-001` }, typed: { sellerTaxCode: `${SELLER}-001` } }, []],
	[
		"another seller",
		{ file: { sellerTaxCode: OTHER }, typed: { sellerTaxCode: OTHER } },
		["other-seller:blocks:sellerTaxCode"],
	],
	[
		"another seller before anything is claimed",
		{ file: { sellerTaxCode: OTHER }, typed: { sellerTaxCode: OTHER }, providerTaxCodes: [] },
		[],
	],
	[
		"a branch of the buyer as the seller",
		{ file: { sellerTaxCode: `${BUYER}-001` }, typed: { sellerTaxCode: `${BUYER}-001` }, providerTaxCodes: [BUYER] },
		["own-seller:blocks:sellerTaxCode"],
	],
	["another seller typed", { typed: { sellerTaxCode: `${SELLER}-002` } }, ["typed-seller:blocks:sellerTaxCode"]],
	[
		"another symbol typed",
		{ typed: { serial: { formSymbol: "2", symbol: "C26TAA" } } },
		["typed-serial:blocks:serial"],
	],
	["another number typed", { typed: { number: 319 } }, ["typed-number:blocks:number"]],
	["another day typed", { typed: { issuedOn: "2026-09-09" } }, ["typed-date:shown:issuedOn"]],
	["more typed than the file says", { typed: { totalDong: 108_000_001n } }, ["total-above:blocks:total"]],
	["less typed than the file says", { typed: { totalDong: 107_999_999n } }, ["total-below:shown:total"]],
	[
		"nothing typed yet",
		{ typed: { sellerTaxCode: null, serial: null, number: null, issuedOn: null, totalDong: null } },
		[],
	],
	["parts that do not give the total", { file: { taxDong: 8_000_001n } }, ["sum:shown:file"]],
	[
		"lowered by another invoice",
		{ reducedDong: 8_000_000n, typed: { totalDong: 100_000_000n } },
		["reduced:shown:total"],
	],
	[
		"more typed than another invoice leaves",
		{ reducedDong: 8_000_000n },
		["total-above:blocks:total", "reduced:shown:total"],
	],
	["the invoice that it replaces in the same claim", { hasReplaced: true }, ["replaced-here:blocks:file"]],
	[
		"other reductions",
		{ file: { reductionsDong: 500_000n, totalDong: 107_500_000n }, typed: { totalDong: 107_500_000n } },
		[],
	],
	["fees on top", { file: { taxDong: 7_900_000n, feesDong: 100_000n } }, []],
	["a discount in the amount before tax", { file: { discountDong: 500_000n } }, []],
	["a discount on its own line", { file: { beforeTaxDong: 100_500_000n, discountDong: 500_000n } }, []],
	["no tax lines", { file: { beforeTaxDong: null, taxDong: null } }, []],
	["the day of the decision", { decidedOn: "2026-09-08" }, []],
	["before the decision", { decidedOn: "2026-09-09" }, ["before-decision:blocks:issuedOn"]],
	["today", { today: "2026-09-08" }, []],
	["in the future", { today: "2026-09-07" }, ["future:blocks:issuedOn"]],
	[
		"of another year than its symbol",
		{ file: { symbol: "C25TAA" }, typed: { serial: { formSymbol: "1", symbol: "C25TAA" } } },
		["year:blocks:issuedOn"],
	],
	["no code of the authority", { file: { authorityCode: null } }, ["no-code:shown:file"]],
	[
		"no code where the symbol needs none",
		{ file: { symbol: "K26TAA", authorityCode: null }, typed: { serial: { formSymbol: "1", symbol: "K26TAA" } } },
		[],
	],
	["a replacing invoice", { file: { related: { how: "replaces", name: "" } } }, ["replaces:shown:file"]],
	["an adjusting invoice", { file: { related: { how: "adjusts", name: "1C26TAA 3" } } }, ["adjusts:shown:file"]],
])("%s", (_what, change, expected) => {
	const found = invoiceMismatches(caseWith(change));
	expect(found.map(({ code, severity, place }) => `${code}:${severity}:${place}`)).toEqual(expected);
});

test("an invoice that is another one than its file always blocks, and more money than in the file too", () => {
	const typed = fc.record({
		sellerTaxCode: fc.constantFrom(SELLER, OTHER, `${SELLER}-001`),
		serial: fc.constantFrom({ formSymbol: "1", symbol: "C26TAA" }, { formSymbol: "1", symbol: "C26TAB" }),
		number: fc.integer({ min: 317, max: 319 }),
		issuedOn: fc.constantFrom("2026-09-08", "2026-09-09"),
		totalDong: fc.bigInt({ min: 107_999_999n, max: 108_000_001n }),
	});
	fc.assert(
		fc.property(typed, (values) => {
			const found = invoiceMismatches(caseWith({ typed: values }));
			expect(new Set(found.map(({ code }) => code)).size).toBe(found.length);
			const sameKey = values.sellerTaxCode === SELLER && values.serial.symbol === "C26TAA" && values.number === 318;
			const blocked = found.some(({ severity }) => severity === "blocks");
			expect(blocked).toBe(!sameKey || values.totalDong > file.totalDong);
			expect(found.every(({ code }) => mismatchCodes.includes(code))).toBe(true);
		}),
	);
});
