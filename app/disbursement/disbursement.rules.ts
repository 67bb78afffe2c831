/** What a batch's answers add up to, and how long a bank takes. */

import { sumDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { DisbursementState } from "./disbursement.states.ts";

/**
 * Working days within which the bank's answer is expected, for the business's clock. Banks commit to no number here; a
 * transfer between banks arrives on the same or the next working day, and statements come a day later.
 */
export const BANK_ANSWER_WORKING_DAYS = 3;

/** The day from which a bank's answer is waited for: it does nothing before the day on which it is to carry out the batch. */
export function withBankSince(sentAt: Date, executesOn: PlainDate | null): PlainDate {
	const sentOn = plainDateAt(sentAt);
	return executesOn !== null && executesOn > sentOn ? executesOn : sentOn;
}

/** A payment as it stood in one batch: one that left it for a later batch came back from this one. */
export type PaymentInBatch = { state: DisbursementState; amountDong: bigint };

export type Reconciliation = Record<
	"paid" | "failed" | "unknown" | "awaited",
	{ count: number; amountDong: bigint }
> & {
	totalDong: bigint;
};

/** What the bank has said of a batch's payments; the four parts add up to the total. */
export function reconcile(payments: readonly PaymentInBatch[]): Reconciliation {
	const part = (...states: DisbursementState[]) => {
		const those = payments.filter(({ state }) => states.includes(state));
		return { count: those.length, amountDong: sumDong(those.map(({ amountDong }) => amountDong)) };
	};
	return {
		paid: part("paid"),
		failed: part("failed", "cancelled"),
		unknown: part("unknown"),
		awaited: part("scheduled", "sent"),
		totalDong: sumDong(payments.map(({ amountDong }) => amountDong)),
	};
}

/**
 * The key by which a payment is booked as paid: its own, for ever. Another exists only after two persons have reversed
 * what the last one booked.
 *
 * @param corrections how many times that happened.
 */
export function payKey(disbursementId: string, corrections: number): string {
	return corrections === 0 ? `pay:${disbursementId}` : `pay:${disbursementId}:${corrections + 1}`;
}
