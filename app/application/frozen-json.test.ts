import { expect, test } from "vitest";
import { freeze, thaw } from "./frozen-json.ts";

test("amounts come back as amounts, wherever they stand; all else as it was", () => {
	const frozen = {
		legalName: "Công ty 100",
		figures: { employees: 34, revenueDong: null, capitalDong: 9_007_199_254_740_993n },
		lines: [{ priceDong: 0n, until: "2026-12-31" }],
	};
	expect(thaw(JSON.parse(freeze(frozen)))).toEqual(frozen);
});
