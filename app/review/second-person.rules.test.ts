import { expect, test } from "vitest";
import { secondPersonText } from "#app/application/application-text.ts";
import { factsOfSecondPerson, secondPersonForMoney } from "./second-person.rules.ts";

const alone = (...amounts: bigint[]) =>
	amounts.map((approvedDong, at) => ({ reference: `HS-2026-00000${at + 1}`, approvedDong }));

test.each([
	["at the limit", 150n, [], null],
	["above it", 151n, [], "amount"],
	["with earlier files at the limit", 100n, [30n, 20n], null],
	["with earlier files above it", 100n, [30n, 21n], "sum"],
	["by little after much", 1n, [150n], "sum"],
	["above it by itself, whatever was before", 151n, [1n], "amount"],
] as const)("with a limit of 150: %s", (_what, totalDong, earlier, because) => {
	const needed = secondPersonForMoney(totalDong, alone(...earlier), { secondPersonAboveDong: 150n });
	expect(needed?.because ?? null).toBe(because);
});

test("says why, with the files that count", () => {
	const said = (...earlier: bigint[]) => {
		const settings = { secondPersonAboveDong: 150_000_000n };
		const needed = secondPersonForMoney(
			100_000_000n + (earlier.length === 0 ? 50_000_001n : 0n),
			alone(...earlier),
			settings,
		);
		return needed && secondPersonText(factsOfSecondPerson(needed), "vi");
	};
	expect(said()).toBe("Cần người thứ hai xác nhận, vì số tiền trên 150.000.000\u00a0đ.");
	expect(said(30_000_000n, 40_000_000n)).toBe(
		"Cần người thứ hai xác nhận, vì cộng với 70.000.000\u00a0đ mà cùng một người xét đã một mình duyệt cho doanh nghiệp này trong 12 tháng (HS-2026-000001, HS-2026-000002) thì trên 150.000.000\u00a0đ.",
	);
	expect(secondPersonText(factsOfSecondPerson({ because: "sample", oneIn: 20 }), "en")).toBe(
		"A second person has to confirm, because the application was drawn at random for a check.",
	);
	expect(secondPersonText({ approvedDong: 1n }, "vi")).toBe("");
});
