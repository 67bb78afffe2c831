import { expect, test } from "vitest";
import type { ClaimableLine } from "../claim.rules.ts";
import { type CostsCase, judgeCosts } from "./claim-faults.ts";

const SELLER = "0312687878";
const OTHER_SELLER = "0100109106";

const line: ClaimableLine = {
	costLineId: "11111111-1111-4111-8111-111111111111",
	supportItemCode: "DX-SOLUTION",
	description: "Phần mềm sản xuất",
	providerName: "Công ty TNHH Giải pháp Vàm Sông",
	providerTaxCode: SELLER,
	priceDong: 118_000_000n,
	approvedDong: 50_000_000n,
	claimedCostDong: 0n,
	claimedDong: 0n,
};
const other: ClaimableLine = {
	...line,
	costLineId: "22222222-2222-4222-8222-222222222222",
	providerName: "Công ty Cổ phần Tư vấn Ba Khía",
	providerTaxCode: OTHER_SELLER,
};

const invoice = {
	sellerTaxCode: SELLER,
	serial: "1C26TVS",
	number: "318",
	issuedOn: { day: "5", month: "11", year: "2026" },
	total: "118.000.000",
};

type Change = {
	lines?: ClaimableLine[];
	payee?: CostsCase["payee"];
	businessTaxCode?: string;
	costs?: string[];
	lineIds?: string[];
	invoices?: Partial<typeof invoice>[];
};

function judge({
	lines = [line, other],
	payee = "provider",
	businessTaxCode = "0301452948",
	costs = ["118.000.000", ""],
	lineIds = [line.costLineId, other.costLineId],
	invoices = [{}],
}: Change) {
	return judgeCosts({
		lines,
		payee,
		businessTaxCode,
		window: { decidedOn: "2026-10-01", today: "2026-11-23" },
		typed: {
			lines: costs.map((cost, at) => ({ costLineId: lineIds[at] ?? "", cost })),
			invoices: invoices.map((change) => ({ ...invoice, ...change })),
		},
	});
}

test.each([
	["one invoice for one line", {}],
	[
		"two invoices that cover the cost together",
		{ invoices: [{ total: "60000000" }, { number: "319", total: "58000000" }] },
	],
	["an invoice above the cost", { costs: ["100.000.000", ""] }],
	["two invoices of one number, of two symbols", { invoices: [{}, { serial: "1C26TVT" }] }],
	["an invoice of the provider's branch", { invoices: [{ sellerTaxCode: `${SELLER}-001` }] }],
	[
		"two providers, where the business is paid",
		{
			payee: "business",
			costs: ["118000000", "1000000"],
			invoices: [{}, { sellerTaxCode: OTHER_SELLER, total: "1000000" }],
		},
	],
	["an invoice of the day of the decision", { invoices: [{ issuedOn: { day: "1", month: "10", year: "2026" } }] }],
	["an invoice of today", { invoices: [{ issuedOn: { day: "23", month: "11", year: "2026" } }] }],
] as [string, Change][])("accepts %s", (_what, change) => expect(judge(change)).toMatchObject({ ok: true }));

const date = (day: string, month: string, year: string) => ({ invoices: [{ issuedOn: { day, month, year } }] });

test.each([
	["no cost at all", { costs: ["", ""] }, "lines.0.cost"],
	["a cost that is no amount", { costs: ["nhiều", ""] }, "lines.0.cost"],
	["a cost of which not one đồng is paid", { costs: ["1", ""], invoices: [{ total: "1" }] }, "lines.0.cost"],
	[
		"a line of which nothing is left",
		{ lines: [{ ...line, claimedCostDong: 118_000_000n, claimedDong: 50_000_000n }, other] },
		"lines.0.cost",
	],
	[
		"a line that is sent twice",
		{ costs: ["1000000", "1000000"], lineIds: [line.costLineId, line.costLineId] },
		"lines.1.cost",
	],
	[
		"a line that is sent twice, once without a cost",
		{ costs: ["1000000", ""], lineIds: [line.costLineId, line.costLineId] },
		"lines.1.cost",
	],
	["two providers, where the provider is paid", { costs: ["1000000", "1000000"] }, "lines.1.cost"],
	["invoices that do not cover the cost", { invoices: [{ total: "100.000.000" }] }, "lines.0.cost"],
	["no invoice", { invoices: [] }, "invoices"],
	["an invoice of another seller", { invoices: [{}, { sellerTaxCode: OTHER_SELLER }] }, "invoices.1.sellerTaxCode"],
	[
		"an invoice of the business's own branch",
		{ businessTaxCode: OTHER_SELLER, invoices: [{}, { sellerTaxCode: `${OTHER_SELLER}-001` }] },
		"invoices.1.sellerTaxCode",
	],
	["a tax code with a wrong digit", { invoices: [{ sellerTaxCode: "0312687879" }] }, "invoices.0.sellerTaxCode"],
	["the same invoice twice", { invoices: [{}, { number: "00318" }] }, "invoices.1.number"],
	[
		"the same invoice again with the seller's branch",
		{ invoices: [{}, { sellerTaxCode: `${SELLER}-001` }] },
		"invoices.1.number",
	],
	[
		"the same invoice of two branches",
		{ invoices: [{ sellerTaxCode: `${SELLER}-001` }, { sellerTaxCode: `${SELLER}-002` }] },
		"invoices.1.number",
	],
	["the same invoice again with another form symbol", { invoices: [{}, { serial: "2C26TVS" }] }, "invoices.1.number"],
	["a symbol that is none", { invoices: [{ serial: "C26TVS" }] }, "invoices.0.serial"],
	["number 0", { invoices: [{ number: "0" }] }, "invoices.0.number"],
	["a number of nine digits", { invoices: [{ number: "100000000" }] }, "invoices.0.number"],
	["a total of 0", { invoices: [{ total: "0" }] }, "invoices.0.total"],
	["a day that is none", date("31", "11", "2026"), "invoices.0.issuedOn"],
	["an invoice of tomorrow", date("24", "11", "2026"), "invoices.0.issuedOn"],
	["an invoice from before the decision", date("30", "9", "2026"), "invoices.0.issuedOn"],
	["a symbol of another year", { invoices: [{ serial: "1C25TVS" }] }, "invoices.0.issuedOn"],
] as [string, Change, string][])("finds fault with %s", (_what, change, field) => {
	const judged = judge(change);
	expect(Object.keys(judged.ok ? {} : judged.faults)).toEqual([field]);
	expect(Object.values(judged.ok ? {} : judged.faults)[0]).not.toMatch(/undefined|\{/);
});

test("what the business sells to itself is refused at the line and at its invoice", () => {
	const judged = judge({ businessTaxCode: `${SELLER}-003` });
	expect(judged).toMatchObject({ ok: false });
	expect(Object.keys(judged.ok ? {} : judged.faults)).toEqual(["lines.0.cost", "invoices.0.sellerTaxCode"]);
});
