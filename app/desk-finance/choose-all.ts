import { MAX_CLAIMS } from "#app/disbursement/disbursement.forms.ts";
import { type Rail, rails } from "#app/programme/programme.rules.ts";
import type { DueClaim } from "./due-claims.server.ts";

type Payable = Pick<DueClaim, "claim" | "rail" | "stripe" | "last4" | "paysApplicant" | "stopped">;

export function isPayable({ rail, stripe, last4, paysApplicant, stopped }: Payable): boolean {
	if (paysApplicant || stopped) return false;
	return rail === "stripe" ? stripe?.state === "ready" : last4 !== null;
}

/** Claims that one press chooses, as one batch takes them. */
export type Choice = {
	rail: Rail;
	claims: string[];
	is: /** All that can be paid. */
		| "all"
		/** All that are paid in the same way, where others are paid in another. */
		| "all-of-rail"
		/** As many as a batch takes of those that are paid in the same way. */
		| "first";
};

/** What can be chosen at once: of each rail what a batch takes; nothing of a rail with a single claim. */
export function choicesOf(due: readonly Payable[]): Choice[] {
	const payable = due.filter(isPayable);
	return rails.flatMap((rail): Choice[] => {
		const claims = payable.filter((each) => each.rail === rail).map(({ claim }) => claim);
		if (claims.length < 2) return [];
		if (claims.length > MAX_CLAIMS) return [{ rail, claims: claims.slice(0, MAX_CLAIMS), is: "first" }];
		return [{ rail, claims, is: claims.length === payable.length ? "all" : "all-of-rail" }];
	});
}
