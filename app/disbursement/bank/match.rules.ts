/** What each line of a bank's answer means for our payments. */

import type { PlainDate } from "#app/kernel/plain-date.ts";
import { awaitsBank, type BankAnswer, type DisbursementState } from "../disbursement.states.ts";
import type { AnswerRow } from "./answer-row.ts";

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
	/** It cannot be told what the bank means. */
	"unclear",
] as const;

export type Finding = (typeof findings)[number];

/** What a person has to look into. */
export function needsPerson(finding: Finding): boolean {
	return finding !== "agrees" && finding !== "waiting";
}

export type MatchedRow = AnswerRow & { finding: Finding; payment: MatchedPayment | null };

/**
 * Each row with what it means, in the file's order. A payment that rows disagree on is left to a person with all of
 * them; of rows that agree the first counts and the others are shown, since money may have left twice.
 *
 * @param around.today no bank answers later.
 * @param around.isStatement the rows say what left the account, not what is to.
 */
export function matchRows(
	rows: readonly AnswerRow[],
	payments: readonly MatchedPayment[],
	{ today, isStatement }: { today: PlainDate; isStatement: boolean },
): MatchedRow[] {
	const byReference = new Map(payments.map((payment) => [payment.reference, payment]));
	const first = new Map<string, AnswerRow>();
	const disputed = new Set<string>();
	for (const row of rows) {
		const before = first.get(row.reference);
		if (row.answer === "waiting") continue;
		if (!before) first.set(row.reference, row);
		else if (before.answer !== row.answer) disputed.add(row.reference);
	}
	return rows.map((row) => {
		const payment = byReference.get(row.reference) ?? null;
		const before = isStatement && row.answer === "paid" ? payment?.debitedOn : null;
		const isTwice =
			disputed.has(row.reference) || first.get(row.reference) !== row || Boolean(before && before !== row.on);
		return { ...row, payment, finding: findingOf(row, payment, { isTwice, today }) };
	});
}

function findingOf(
	row: AnswerRow,
	payment: MatchedPayment | null,
	{ isTwice, today }: { isTwice: boolean; today: PlainDate },
): Finding {
	const { answer, amountDong, on, batch } = row;
	if (answer === "waiting") return "waiting";
	if (!payment) return "no-payment";
	if (answer === "unclear") return "unclear";
	if (amountDong !== null && amountDong !== payment.amountDong) return "amount-differs";
	if (isTwice) return "twice";
	if (!payment.isByBank) return "contradicts";
	const isOtherBatch = batch !== null && batch !== payment.batch;
	// Paid in a batch that it has left: if it was paid in its own as well, the money left twice.
	if (isOtherBatch && answer === "paid") return "other-batch";
	if (payment.state === answer) return "agrees";
	if (isOtherBatch) return "other-batch";
	if (!awaitsBank(payment.state)) return "contradicts";
	return dayFits({ answer, on, batch }, payment, today) ? "agrees" : "day";
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
