/** What is said to Stripe and what its answers mean. VND has no decimals there: 1 in the API is one đồng. */

import { assert } from "#app/kernel/assert.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";

/**
 * The key of an attempt to pay. The first is the payment's own id, for ever; another exists only after Stripe has said
 * for certain that the last one left no money with the payee, and then Stripe would answer the old key with that failure.
 */
export function attemptKey(disbursementId: string, attempt: number): string {
	assert(attempt > 0, "attempts are counted from 1");
	return attempt === 1 ? disbursementId : `${disbursementId}:${attempt}`;
}

/** The idempotency key of a step of an attempt: its transfer has the bare key. */
export function stepKey(key: string, step: "transfer" | "payout" | "reversal"): string {
	return step === "transfer" ? key : `${key}:${step}`;
}

/** Whole đồng as Stripe's API takes them. */
export function stripeAmount(amountDong: bigint): number {
	assert(amountDong > 0n && amountDong <= BigInt(Number.MAX_SAFE_INTEGER), "an amount that JSON can carry");
	return Number(amountDong);
}

/** What an account at Stripe still lacks before it can be paid to. */
export type StripeAccountState =
	/** The holder has not finished Stripe's form. */
	| "to-fill-in"
	/** Stripe checks, or asks for more. */
	| "in-check"
	| "ready";

export type StripeAccountFacts = { detailsSubmitted: boolean; payoutsEnabled: boolean; transfersActive: boolean };

export function accountState({ detailsSubmitted, payoutsEnabled, transfersActive }: StripeAccountFacts) {
	if (payoutsEnabled && transfersActive) return "ready" satisfies StripeAccountState;
	return (detailsSubmitted ? "in-check" : "to-fill-in") satisfies StripeAccountState;
}

/** Where a payment stands at Stripe. */
export type Standing =
	| { state: "waiting" }
	| { state: "paid"; on: PlainDate }
	/** No money is left with the payee; none was ever moved where Stripe refused the transfer. */
	| { state: "failed"; said: string; isTransferRefused?: boolean };

type TransferFacts = { amount: number; currency: string; destination: unknown; reversed: boolean };

/** Stripe's record is of another payment than ours: nobody guesses then, a person looks. */
export function assertSamePayment(transfer: TransferFacts, ours: { amountDong: bigint; stripeAccount: string }): void {
	const { amount, currency, destination } = transfer;
	const same = amount === stripeAmount(ours.amountDong) && currency === "vnd" && destination === ours.stripeAccount;
	if (!same) throw new Error(`Stripe has ${amount} ${currency} to ${String(destination)}, not ${ours.amountDong} vnd`);
}

type PayoutFacts = { status: string; arrival_date: number; failure_message: string | null };

/** What a payout to the payee's bank says; the day of arrival is never later than today, nor before it was sent. */
export function payoutStanding(payout: PayoutFacts, { sentAt, now }: { sentAt: Date; now: Date }): Standing {
	if (payout.status === "failed" || payout.status === "canceled") {
		return { state: "failed", said: payout.failure_message ?? `Stripe: payout ${payout.status}` };
	}
	if (payout.status !== "paid") return { state: "waiting" };
	const arrival = plainDateAt(new Date(payout.arrival_date * 1000));
	const [from, to] = [plainDateAt(sentAt), plainDateAt(now)];
	return { state: "paid", on: within(arrival, from, to) };
}

function within(day: PlainDate, from: PlainDate, to: PlainDate): PlainDate {
	if (day < from) return from;
	return day > to ? to : day;
}
