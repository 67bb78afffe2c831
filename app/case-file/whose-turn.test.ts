import { expect, test } from "vitest";
import type { FilePapers } from "./file-papers.server.ts";
import type { Reading } from "./reading.server.ts";
import { turnOfCase } from "./whose-turn.ts";

const reading: Reading = {
	role: "auditor",
	association: { nameVi: "Hội Mỹ nghệ và Chế biến gỗ", nameEn: "Handicraft and Wood Industry Association" },
	dueOn: "2026-12-07",
};

const papersOf = (agreement: FilePapers["agreement"]): FilePapers => ({
	...{ agreement, claims: [], payments: [], recoveries: [], certificates: [], stopped: false },
});

const offered = { amountDong: 1n, acceptBy: "2026-12-07", accepted: null };

test.each([
	["the business", offered, "Đến lượt doanh nghiệp: ký thỏa thuận"],
	[
		"the provider, once the business has accepted",
		{ ...offered, accepted: { at: new Date("2026-11-30T03:00:00Z"), byName: "Trần Thị Sen" } },
		"Đến lượt nhà cung cấp: đồng ý thỏa thuận",
	],
])("an approved case waits for %s", (_who, agreement, title) => {
	const turn = turnOfCase("approved", papersOf(agreement), reading);
	expect(turn.title).toContain(title);
	expect(turn.steps.map(({ state }) => state)).toEqual(["done", "done", "now", "to-come", "to-come"]);
});
