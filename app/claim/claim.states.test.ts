import fc from "fast-check";
import { expect, test } from "vitest";
import {
	type ClaimState,
	claimStates,
	claimTransition,
	claimTransitions,
	isClaimOpenToChange,
} from "./claim.states.ts";

/** As product.md writes it, kept apart from the table on purpose. */
const promised = new Set([
	"draft>submitted",
	"returned>submitted",
	"submitted>verified",
	"submitted>returned",
	"submitted>refused",
	// An advance that its business gives up.
	"draft>refused",
	"returned>refused",
	// The city ends it while payments are stopped.
	"verified>refused",
]);

test.each(claimStates.flatMap((from) => claimStates.map((to) => [from, to] as const)))(
	"%s → %s exists only if promised",
	(from, to) => expect(claimTransition(from, to) !== null).toBe(promised.has(`${from}>${to}`)),
);

test("whatever happens, money becomes payable once at most, only by the association, and is taken back only by the city before it is over", () => {
	fc.assert(
		fc.property(fc.array(fc.nat(), { maxLength: 40 }), (choices) => {
			let state: ClaimState = "draft";
			let payable = 0;
			for (const choice of choices) {
				const next = claimTransitions.filter((transition) => transition.from === state);
				if (next.length === 0) break;
				const step = next[choice % next.length];
				if (!step) break;
				if (step.books === "make-payable") {
					payable++;
					expect(step).toMatchObject({ by: "association", to: "verified", needs: ["no-conflict"] });
				}
				if (step.books === "take-back-payable") {
					payable--;
					expect(step).toMatchObject({ by: "city", to: "refused", needs: ["stopped", "reasons"] });
				}
				state = step.to;
			}
			expect(payable).toBe(state === "verified" ? 1 : 0);
		}),
	);
});

test("only a refusal lets go of the invoices, and whoever says no says why", () => {
	for (const { to, by, holdsInvoices, needs } of claimTransitions) {
		expect(holdsInvoices).toBe(to !== "refused");
		expect(needs.includes("reasons")).toBe(by !== "business" && (to === "returned" || to === "refused"));
	}
});

test("the business changes its claim only as a draft and while it mends", () => {
	expect(claimStates.filter(isClaimOpenToChange)).toEqual(["draft", "returned"]);
});
