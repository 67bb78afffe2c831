import { expect, test } from "vitest";
import type { InvoiceFile } from "#app/invoice/invoice-file.ts";
import type { TypedInvoice } from "../claim.forms.ts";
import type { ClaimableLine } from "../claim.rules.ts";
import { emptyInvoice } from "../claim-draft.ts";
import { type FillInput, fillDraft } from "./fill-draft.ts";

const SELLER = "0312687878";
const LINE = "11111111-1111-4111-8111-111111111111";
const OTHER_LINE = "22222222-2222-4222-8222-222222222222";

const file: InvoiceFile = {
	sellerTaxCode: SELLER,
	sellerName: "Công ty TNHH Giải pháp Vàm Sông",
	buyerTaxCode: null,
	buyerName: "",
	formSymbol: "1",
	symbol: "C26TAA",
	number: 318,
	issuedOn: "2026-09-08",
	beforeTaxDong: null,
	taxDong: null,
	feesDong: 0n,
	discountDong: 0n,
	totalDong: 90_000_000n,
	authorityCode: null,
	related: null,
	lines: [],
};

const line: ClaimableLine = {
	costLineId: LINE,
	supportItemCode: "DX-SOLUTION",
	description: "Phần mềm sản xuất",
	providerName: "Công ty TNHH Giải pháp Vàm Sông",
	providerTaxCode: SELLER,
	priceDong: 118_000_000n,
	approvedDong: 50_000_000n,
	claimedCostDong: 0n,
	claimedDong: 0n,
};

const read: TypedInvoice = {
	sellerTaxCode: SELLER,
	serial: "1C26TAA",
	number: "318",
	issuedOn: { day: "08", month: "09", year: "2026" },
	total: "90.000.000",
	document: "new",
};

type Change = Partial<Omit<FillInput, "draft">> & { costs?: string[]; invoices?: TypedInvoice[] };

function fill({ costs = [""], invoices = [emptyInvoice(SELLER)], ...change }: Change = {}) {
	const ids = [LINE, OTHER_LINE];
	const filled = fillDraft({
		draft: { lines: costs.map((cost, at) => ({ costLineId: ids[at] ?? "", cost })), invoices },
		documentId: "new",
		file,
		lines: [line],
		costsUntouched: false,
		isThere: (documentId) => documentId === "old",
		locale: "vi",
		...change,
	});
	if (!filled.ok) return filled.reason;
	return { at: filled.at, invoices: filled.draft.invoices, costs: filled.draft.lines.map(({ cost }) => cost) };
}

const another: TypedInvoice = { ...read, number: "317", total: "28.000.000", document: undefined };

test.each<[string, Change, unknown]>([
	["an empty claim", {}, { at: 0, invoices: [read], costs: ["90.000.000"] }],
	["an empty row that proposes another seller", { invoices: [emptyInvoice("0100109106")] }, { invoices: [read] }],
	[
		"the first row where nothing is typed",
		{ invoices: [another, emptyInvoice()] },
		{ at: 1, invoices: [another, read] },
	],
	["a new row after what is typed", { invoices: [another] }, { at: 1, invoices: [another, read] }],
	[
		"its own row, whose typed total stays",
		{ invoices: [{ ...read, serial: "1c26taa", total: "80000000", document: undefined }] },
		{ at: 0, invoices: [{ ...read, serial: "1c26taa", total: "80000000" }] },
	],
	[
		"its own row, where day and total are empty",
		{ invoices: [{ ...read, issuedOn: { day: "", month: "", year: "" }, total: "" }] },
		{ at: 0, invoices: [read] },
	],
	["its own row, whose file was taken out", { invoices: [{ ...read, document: "gone" }] }, { at: 0, invoices: [read] }],
	["a row that another file filled in", { invoices: [{ ...emptyInvoice(), document: "old" }] }, { at: 1 }],
	[
		"the cost as it was proposed when the claim was opened",
		{ costs: ["118.000.000"], costsUntouched: true },
		{ costs: ["90.000.000"] },
	],
	["a cost that somebody typed", { costs: ["100.000.000"] }, { costs: ["100.000.000"] }],
	["a cost that the file before proposed", { costs: ["28.000.000"], invoices: [another] }, { costs: ["118.000.000"] }],
	[
		"two lines of the seller",
		{ costs: ["", ""], lines: [line, { ...line, costLineId: OTHER_LINE }] },
		{ costs: ["", ""] },
	],
	["a line that is used up", { lines: [{ ...line, claimedDong: 50_000_000n }] }, { costs: [""] }],
	["a line of another provider", { lines: [{ ...line, providerTaxCode: "0100109106" }] }, { costs: [""] }],
])("fills in %s", (_what, change, expected) => expect(fill(change)).toMatchObject(expected as object));

const lowering: InvoiceFile = {
	...file,
	number: 319,
	totalDong: -10_000_000n,
	related: { how: "adjusts", name: "1C26TAA 318" },
};

test.each<[string, Change, unknown]>([
	[
		"lowers the invoice that it names, and its cost",
		{ file: lowering, invoices: [read], costs: ["90.000.000"] },
		{ at: 0, invoices: [{ total: "80.000.000" }], costs: ["80.000.000"] },
	],
	[
		"leaves a cost that somebody typed",
		{ file: lowering, invoices: [read], costs: ["70.000.000"] },
		{ costs: ["70.000.000"] },
	],
	[
		"lowers it to nothing at most",
		{ file: { ...lowering, totalDong: -99_000_000n }, invoices: [read] },
		{ invoices: [{ total: "0" }] },
	],
])("a reducing invoice %s", (_what, change, expected) => expect(fill(change)).toMatchObject(expected as object));

test("a reducing invoice needs the one that it lowers", () => {
	expect(fill({ file: lowering, invoices: [another] })).toBe("reduces-none");
	expect(fill({ file: { ...lowering, related: { how: "adjusts", name: "" } }, invoices: [read] })).toBe("reduces-none");
});

test("says that the invoice was read from another file, and that there are too many", () => {
	expect(fill({ invoices: [{ ...read, document: "old" }] })).toBe("twice");
	expect(fill({ invoices: Array.from({ length: 20 }, (_none, at) => ({ ...another, number: String(at + 1) })) })).toBe(
		"too-many",
	);
});
