/** What is said to Stripe and what its answers mean. VND has no decimals there: 1 in the API is one đồng. */

import type Stripe from "stripe";
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
	/** Stripe pays to it; a finance officer has not confirmed yet who holds it. */
	| "to-confirm"
	| "ready";

export type StripeAccountFacts = {
	detailsSubmitted: boolean;
	payoutsEnabled: boolean;
	transfersActive: boolean;
	confirmedAt: Date | null;
};

export function accountState(facts: StripeAccountFacts): StripeAccountState {
	if (facts.payoutsEnabled && facts.transfersActive) return facts.confirmedAt ? "ready" : "to-confirm";
	return facts.detailsSubmitted ? "in-check" : "to-fill-in";
}

/** The payee has done its part: what is left is Stripe's, or the city's. */
export function isFilledIn(state: StripeAccountState | undefined): boolean {
	return state === "to-confirm" || state === "ready";
}

/** Who holds an account, and where it pays out to, as Stripe tells. */
export type StripeHolder = {
	/** The legal name; null before the form is filled in. */
	name: string | null;
	/** Stripe has the holder's tax number; it keeps the number to itself. */
	taxIdGiven: boolean;
	/** The bank account, or card, that payouts in đồng go to. */
	bank: { id: string; name: string | null; last4: string; holderName: string | null } | null;
};

/** What Stripe says of the holder of an account. https://docs.stripe.com/api/accounts/object */
export function holderOf({ company, individual, external_accounts }: Stripe.Account): StripeHolder {
	const accounts = (external_accounts?.data ?? []).filter(({ currency }) => !currency || currency === "vnd");
	const pays = accounts.find((account) => account.default_for_currency) ?? accounts[0];
	const person = individual ? `${individual.last_name ?? ""} ${individual.first_name ?? ""}`.trim() : "";
	return {
		name: company?.name || person || null,
		taxIdGiven: Boolean(company?.tax_id_provided || individual?.id_number_provided),
		bank: pays
			? {
					id: pays.id,
					name: (pays.object === "card" ? pays.brand : pays.bank_name) ?? null,
					last4: pays.last4 ?? "",
					holderName: (pays.object === "card" ? pays.name : pays.account_holder_name) ?? null,
				}
			: null,
	};
}

/** The same words for the same holder, whatever order they were kept in: what a person confirmed is what they saw. */
export function holderSeal(holder: StripeHolder | null): string {
	const { bank } = holder ?? {};
	return JSON.stringify([
		holder?.name ?? null,
		holder?.taxIdGiven ?? false,
		...(bank ? [bank.id, bank.name, bank.last4, bank.holderName] : []),
	]);
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
