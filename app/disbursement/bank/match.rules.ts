/** What each line of a bank's answer means for our payments. */

import type { PlainDate } from "#app/kernel/plain-date.ts";
import { awaitsBank, type BankAnswer, type DisbursementState } from "../disbursement.states.ts";
import type { AnswerRow } from "./answer-row.ts";
import type { ResolvedRow } from "./find/resolve.rules.ts";
import { sameAccount } from "./iso/parts.ts";

/** A payment of ours that the bank names. */
export type MatchedPayment = {
	id: string;
	reference: string;
	amountDong: bigint;
	/** The bank pays it; Stripe answers for its own. */
	isByBank: boolean;
	state: DisbursementState;
	batch: string | null;
	/** In Ho Chi Minh City. */
	sentOn: PlainDate | null;
	/** It was sent once already, and came back or was corrected. */
	sentBefore: boolean;
	/** The day on which a statement that was recorded before says that the money left. */
	debitedOn: PlainDate | null;
	/** The day on which it is recorded as paid. */
	paidOn: PlainDate | null;
};

export const findings = [
	/** The bank's answer is to be recorded, or already is. */
	"agrees",
	/** The bank is still at it: nothing to do. */
	"waiting",
	/** No payment has that reference, or the bank names none. */
	"no-payment",
	"amount-differs",
	/** Two lines of the file speak of the same payment, or two statements of two days on which the money left. */
	"twice",
	/** It answers a batch that the payment has left; the bank may have paid it in both. */
	"other-batch",
	/** Another answer was recorded before, or the payment is not with the bank. */
	"contradicts",
	/** There is no day, or none between the sending and today, or it cannot be told which sending the day belongs to. */
	"day",
	/** The bank paid and does not say on which day: a person does. */
	"no-day",
	/** It is recorded as paid on another day; two persons can change that. */
	"other-day",
	/** The statement is of another account than ours. */
	"other-account",
	/** It speaks of a batch and names no payment. */
	"whole-batch",
	/** It cannot be told what the bank means. */
	"unclear",
] as const;

export type Finding = (typeof findings)[number];

/** What a person has to look into. */
export function needsPerson(finding: Finding): boolean {
	return finding !== "agrees" && finding !== "waiting";
}

export type MatchedRow = ResolvedRow & { finding: Finding; payment: MatchedPayment | null };

/**
 * Each row with what it means, in the file's order. A payment that rows disagree on is left to a person with all of
 * them; of rows that agree the first counts and the others are shown, since money may have left twice.
 *
 * @param around.today no bank answers later.
 * @param around.isStatement the rows say what left the account, not what is to.
 * @param around.ownAccount the account that pays; null until it is configured.
 */
export function matchRows(
	rows: readonly ResolvedRow[],
	payments: readonly MatchedPayment[],
	{ today, isStatement, ownAccount = null }: { today: PlainDate; isStatement: boolean; ownAccount?: string | null },
): MatchedRow[] {
	const isOther = ({ account }: AnswerRow) =>
		account !== undefined && ownAccount !== null && !sameAccount(account, ownAccount);
	const byReference = new Map(payments.map((payment) => [payment.reference, payment]));
	const first = new Map<string, AnswerRow>();
	const disputed = new Set<string>();
	for (const row of rows) {
		const before = first.get(row.reference);
		if (row.answer === "waiting" || isOther(row)) continue;
		if (!before) first.set(row.reference, row);
		else if (before.answer !== row.answer) disputed.add(row.reference);
	}
	return rows.map((row) => {
		const payment = byReference.get(row.reference) ?? null;
		const before = isStatement && row.answer === "paid" ? payment?.debitedOn : null;
		const isTwice =
			disputed.has(row.reference) || first.get(row.reference) !== row || Boolean(before && before !== row.on);
		const finding = isOther(row) ? "other-account" : findingOf(row, payment, { isTwice, today });
		return { ...row, payment, finding };
	});
}

function findingOf(
	row: AnswerRow,
	payment: MatchedPayment | null,
	{ isTwice, today }: { isTwice: boolean; today: PlainDate },
): Finding {
	const { answer, amountDong, on, batch } = row;
	if (answer === "waiting") return "waiting";
	if (row.whole) return "whole-batch";
	if (!payment) return "no-payment";
	if (answer === "unclear") return "unclear";
	if (amountDong !== null && amountDong !== payment.amountDong) return "amount-differs";
	if (isTwice) return "twice";
	if (!payment.isByBank) return "contradicts";
	const isOtherBatch = batch !== null && batch !== payment.batch;
	// Paid in a batch that it has left: if it was paid in its own as well, the money left twice.
	if (isOtherBatch && answer === "paid") return "other-batch";
	if (payment.state === answer) return isOtherDay(row, payment) ? "other-day" : "agrees";
	if (isOtherBatch) return "other-batch";
	if (!awaitsBank(payment.state)) return "contradicts";
	if (answer === "paid" && on === null) return "no-day";
	return dayFits({ answer, on, batch }, payment, today) ? "agrees" : "day";
}

/** What is recorded already is no agreement where the days differ: at the turn of a year they lie in two budgets. */
function isOtherDay({ answer, on }: AnswerRow, { paidOn }: MatchedPayment): boolean {
	return answer === "paid" && on !== null && paidOn !== null && on !== paidOn;
}

/**
 * A bank answers between the sending and today; what is not known has no day. Where the payment was sent before and the
 * line names no batch, the day of the last sending may still be about the earlier one.
 */
function dayFits(
	{ answer, on, batch }: { answer: BankAnswer; on: PlainDate | null; batch: string | null },
	{ sentOn, sentBefore }: MatchedPayment,
	today: PlainDate,
): boolean {
	if (answer === "unknown") return true;
	if (on === null || sentOn === null || on > today) return false;
	return batch === null && sentBefore ? on > sentOn : on >= sentOn;
}

/** How many lines say what: for the head of the preview. */
export function summaryOf(rows: readonly Pick<MatchedRow, "finding" | "answer">[]) {
	const agreeing = (answer: BankAnswer) =>
		rows.filter((row) => row.finding === "agrees" && row.answer === answer).length;
	return {
		paid: agreeing("paid"),
		failed: agreeing("failed"),
		unknown: agreeing("unknown"),
		waiting: rows.filter(({ finding }) => finding === "waiting").length,
		unmatched: rows.filter(({ finding }) => needsPerson(finding)).length,
	};
}
