import fc from "fast-check";
import { expect, test } from "vitest";
import { reconcile } from "./disbursement.rules.ts";
import { disbursementStates } from "./disbursement.states.ts";

test("whatever the bank has said, the parts add up to the batch", () => {
	const payment = fc.record({
		state: fc.constantFrom(...disbursementStates),
		amountDong: fc.bigInt({ min: 1n, max: 10n ** 12n }),
	});
	fc.assert(
		fc.property(fc.array(payment), (payments) => {
			const { paid, failed, unknown, awaited, totalDong } = reconcile(payments);
			const parts = [paid, failed, unknown, awaited];
			expect(parts.reduce((sum, { amountDong }) => sum + amountDong, 0n)).toBe(totalDong);
			expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(payments.length);
		}),
	);
});
