/** Corrections in words. */

import { ownValue } from "#app/kernel/own-value.ts";
import { m } from "#messages/messages.js";
import type { CorrectedThing, CorrectionCause } from "./correction.rules.ts";

/** "Chi CT-2026-00012". */
export function correctedThing({ mends, of }: { mends: CorrectedThing; of: string }): string {
	return mends === "payment" ? m.correction_of_payment({ of }) : m.correction_of_receipt({ of });
}

export function causeText(cause: CorrectionCause, mends: CorrectedThing): string {
	if (mends === "receipt") return m.correction_cause_receipt();
	return cause === "taken-back" ? m.correction_cause_taken_back() : m.correction_cause_recorded_wrongly();
}

const columns: Record<string, () => string> = {
	payable: m.books_column_payable,
	paid: m.books_column_paid,
	recovered: m.books_column_recovered,
};

/** The column of a statement that an account is in. */
export function columnText(kind: string): string {
	return ownValue(columns, kind)?.() ?? kind;
}
