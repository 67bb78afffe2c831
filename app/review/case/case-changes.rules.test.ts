import { expect, test } from "vitest";
import { changesBetween } from "./case-changes.rules.ts";

type Compared = Parameters<typeof changesBetween>[0];

const software = { lineId: "1", supportItemCode: "DX-SOLUTION", providerName: "Vàm Sông", priceDong: 118n };
const advice = { lineId: "2", supportItemCode: "DX-CONSULT", providerName: "Ba Khía", priceDong: 72n };
const quotation = { id: "d1", fileName: "bao-gia.pdf" };
const before = {
	lines: [software],
	documents: [quotation],
	business: { legalName: "Vườn Dừa", figures: { employees: 34 }, assessment: null, association: null },
	allowedDong: 50n,
} as unknown as Compared;

const changed = (change: object) => ({ ...before, ...change }) as Compared;

test.each<[string, object, object[]]>([
	["nothing", {}, []],
	["another assessment only", { business: { ...before.business, assessment: { level: 3 } } }, []],
	[
		"a price and what it makes of the amount",
		{ lines: [{ ...software, priceDong: 90n }], allowedDong: 45n },
		[
			{ kind: "price", fromDong: 118n },
			{ kind: "allowed", fromDong: 50n, toDong: 45n },
		],
	],
	["the provider", { lines: [{ ...software, providerName: "Cù Lao" }] }, [{ kind: "provider", from: "Vàm Sông" }]],
	["its phone", { lines: [{ ...software, providerPhone: "0909" }] }, [{ kind: "provider" }]],
	["the solution", { lines: [{ ...software, listingName: "Sản xuất 3" }] }, [{ kind: "line-described" }]],
	["one line more", { lines: [software, advice] }, [{ kind: "line-added", line: advice }]],
	["another line instead", { lines: [advice] }, [{ kind: "line-added" }, { kind: "line-removed", line: software }]],
	[
		"a document that replaces another",
		{ documents: [{ id: "d2", fileName: "bao-gia-2.pdf" }] },
		[
			{ kind: "document-added", document: { id: "d2" } },
			{ kind: "document-removed", document: quotation },
		],
	],
	["the figures", { business: { ...before.business, figures: { employees: 9 } } }, [{ kind: "business" }]],
])("between two submissions that differ in %s", (_what, change, expected) => {
	const changes = changesBetween(before, changed(change));
	expect(changes).toHaveLength(expected.length);
	expect(changes).toMatchObject(expected);
});
