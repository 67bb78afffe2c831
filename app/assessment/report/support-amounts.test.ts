import { expect, test } from "vitest";
import type { Ceilings } from "./support-amounts.ts";
import { firstPaidItem } from "./support-amounts.ts";

const small = (ceilingDong: bigint | null) => [{ size: "small" as const, ceilingDong }];

test.each<[string, Ceilings, string | null]>([
	["the weakest pillar's", { "DX-CONSULT": small(50n), "DX-SOLUTION": small(50n) }, "DX-CONSULT"],
	[
		"the next one's where nothing is paid for it",
		{ "DX-CONSULT": small(null), "DX-SOLUTION": small(50n) },
		"DX-SOLUTION",
	],
	["the next one's where no programme has it", { "DX-SOLUTION": small(50n) }, "DX-SOLUTION"],
	["none where nothing is paid at all", { "DX-CONSULT": small(0n), "DX-SOLUTION": [] }, null],
	["none while no programme is open", {}, null],
])("the item to check first: %s", (_, ceilings, item) => {
	expect(firstPaidItem(["MGMT-COURSE", "DX-CONSULT", "DX-SOLUTION"], ceilings)).toBe(item);
});
