import { m } from "#messages/messages.js";
import type { AnswerRow } from "./answer-row.ts";
import type { FoundBy } from "./find/resolve.rules.ts";
import type { StatementNote } from "./iso/statement-mark.ts";
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
	"no-day": m.bank_answer_finding_no_day,
	"other-day": m.bank_answer_finding_other_day,
	"other-account": m.bank_answer_finding_other_account,
	"whole-batch": m.bank_answer_finding_whole_batch,
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

const foundBys: Record<FoundBy, () => string> = {
	key: m.bank_answer_found_by_key,
	claim: m.bank_answer_found_by_claim,
	batch: m.bank_answer_found_by_batch,
};

/** How a payment was found that a line does not name. */
export function foundByText(foundBy: FoundBy): string {
	return foundBys[foundBy]();
}

/** What a person should know of a statement before its file is recorded. */
export function statementNoteText(note: StatementNote): string {
	switch (note.is) {
		case "copy":
			return m.bank_answer_note_copy({ id: note.id });
		case "repeated":
			return m.bank_answer_note_repeated({ id: note.id, file: note.fileName });
		case "page":
			return m.bank_answer_note_page({ id: note.id, page: note.page });
		case "gap":
			return note.from === note.to ? m.bank_answer_note_gap(note) : m.bank_answer_note_gaps(note);
	}
}
