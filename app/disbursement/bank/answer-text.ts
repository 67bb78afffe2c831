import { m } from "#messages/messages.js";
import type { AnswerRow } from "./answer-row.ts";
import type { Finding } from "./match.rules.ts";

const says: Record<AnswerRow["answer"], () => string> = {
	paid: m.bank_answer_says_paid,
	failed: m.bank_answer_says_failed,
	unknown: m.bank_answer_says_unknown,
	waiting: m.bank_answer_says_waiting,
	unclear: m.bank_answer_says_unclear,
};

const findings: Record<Finding, () => string> = {
	agrees: m.bank_answer_finding_agrees,
	waiting: m.bank_answer_finding_waiting,
	"no-payment": m.bank_answer_finding_no_payment,
	"amount-differs": m.bank_answer_finding_amount_differs,
	twice: m.bank_answer_finding_twice,
	"other-batch": m.bank_answer_finding_other_batch,
	contradicts: m.bank_answer_finding_contradicts,
	day: m.bank_answer_finding_day,
	unclear: m.bank_answer_finding_unclear,
};

/** What the bank says of a payment, in a word. */
export function answerSays(answer: AnswerRow["answer"]): string {
	return says[answer]();
}

/** How a line of the bank goes with our payments. */
export function findingText(finding: Finding): string {
	return findings[finding]();
}
