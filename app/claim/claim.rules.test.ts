import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumDong } from "#app/kernel/dong.ts";
import { type ClaimableLine, claimAmounts, invoicesFirst, providerAccountFits, subsidyOf } from "./claim.rules.ts";

const line: ClaimableLine = {
	costLineId: "line",
	supportItemCode: "DX-SOLUTION",
	description: "Phần mềm sản xuất",
	providerName: "Công ty TNHH Giải pháp Vàm Sông",
	providerTaxCode: "0312687878",
	priceDong: 118_000_000n,
	approvedDong: 50_000_000n,
	claimedCostDong: 0n,
	claimedDong: 0n,
};

describe("subsidy of a cost", () => {
	test.each([
		["the whole price", 118_000_000n, 0n, 0n, 50_000_000n],
		["half the price", 59_000_000n, 0n, 0n, 25_000_000n],
		["the other half", 59_000_000n, 59_000_000n, 25_000_000n, 25_000_000n],
		["a cost that does not divide, rounded down", 100_000_000n, 0n, 0n, 42_372_881n],
		["its rest, which gets what the rounding kept", 18_000_000n, 100_000_000n, 42_372_881n, 7_627_119n],
		["one đồng", 1n, 0n, 0n, 0n],
		["more than the price", 200_000_000n, 0n, 0n, 50_000_000n],
		["more than is left", 59_000_000n, 94_400_000n, 40_000_000n, 10_000_000n],
		["when nothing is left", 59_000_000n, 118_000_000n, 50_000_000n, 0n],
	])("%s", (_what, costDong, claimedCostDong, claimedDong, subsidyDong) => {
		expect(subsidyOf({ ...line, claimedCostDong, claimedDong }, costDong)).toBe(subsidyDong);
	});

	test("claim after claim, a line gets no more than was approved, all of it for its price, and no claim more than its cost", () => {
		const amount = fc.bigInt({ min: 1n, max: 500_000_000n });
		const percent = fc.integer({ min: 1, max: 100 });
		fc.assert(
			fc.property(amount, percent, fc.array(amount, { maxLength: 8 }), (priceDong, share, costs) => {
				const approvedDong = (priceDong * BigInt(share)) / 100n;
				let [claimedCostDong, claimedDong] = [0n, 0n];
				for (const costDong of costs) {
					const subsidy = subsidyOf({ ...line, priceDong, approvedDong, claimedCostDong, claimedDong }, costDong);
					expect(subsidy >= 0n && subsidy <= costDong).toBe(true);
					claimedCostDong += costDong;
					claimedDong += subsidy;
				}
				expect(claimedDong <= approvedDong).toBe(true);
				if (claimedCostDong >= priceDong) expect(claimedDong).toBe(approvedDong);
			}),
		);
	});
});

test("a claim adds up, and leaves out what costs nothing", () => {
	const other = { ...line, costLineId: "other", priceDong: 10_000_000n, approvedDong: 5_000_000n };
	const amounts = claimAmounts(
		[line, other],
		[
			{ costLineId: "line", costDong: 118_000_000n },
			{ costLineId: "other", costDong: 0n },
		],
	);
	expect(amounts.lines).toEqual([{ costLineId: "line", costDong: 118_000_000n, subsidyDong: 50_000_000n }]);
	expect(amounts.subsidyDong).toBe(sumDong(amounts.lines.map(({ subsidyDong }) => subsidyDong)));
	expect(() => claimAmounts([line], [{ costLineId: "unknown", costDong: 1n }])).toThrow(/no line unknown/);
});

test.each([
	["CONG TY TNHH GIAI PHAP VAM SONG", "0312687878", true],
	["CTY TNHH GIAI PHAP VAM SONG", "0312687878", true],
	["CONG TY TNHH GIAI PHAP VAM COI", "0312687878", false],
	["NGUYEN THI HOA", "0312687878", false],
	["NGUYEN THI HOA", "079185001234", true],
])("an account of %s fits a provider with the tax code %s: %s", (accountName, providerTaxCode, fits) => {
	expect(providerAccountFits({ ...line, providerTaxCode }, accountName)).toBe(fits);
});

test("documents are read with the invoice first, whatever was sent before it", () => {
	const sent = [
		{ kind: "payment-proof", id: 1 },
		{ kind: "invoice", id: 2 },
		{ kind: "other", id: 3 },
		{ kind: "invoice", id: 4 },
		{ kind: "acceptance", id: 5 },
	] as const;
	expect(invoicesFirst(sent).map(({ id }) => id)).toEqual([2, 4, 1, 5, 3]);
});
