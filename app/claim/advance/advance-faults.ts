/** What keeps an advance from being asked for, by the field where it is mended. */

import { dongFault } from "#app/form/fields.ts";
import type { FieldErrors } from "#app/form/read-form.ts";
import { formatDong, smallerDong } from "#app/kernel/dong.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClaimCase } from "../claim-case.server.ts";
import { advanceAmount, approvedForPayee } from "./advance-draft.ts";

const MIN_REASON = 10;

/** What an advance is judged by. */
export type JudgedAdvance = Pick<ClaimCase, "lines" | "payee" | "highestAdvanceDong" | "advance" | "businessTaxCode">;

/** The most that this advance can be: the programme's share of the approval, and no more than its payee can earn. */
export function mostOf({ lines, payee, highestAdvanceDong, advance }: JudgedAdvance): bigint {
	const ofPayee = approvedForPayee(lines, { payee, costLineId: advance?.costLineId ?? "" });
	return smallerDong(highestAdvanceDong, ofPayee);
}

/** The faults of amount, payee and reason, named as the fields of the form. */
export function advanceFaults(claim: JudgedAdvance): FieldErrors {
	const faults: FieldErrors = {};
	const { advance, lines } = claim;
	if (!advance) return faults;
	const most = mostOf(claim);
	const amountDong = advanceAmount(advance);
	const chosen = lines.find(({ costLineId }) => costLineId === advance.costLineId);
	if (!chosen) faults.costLineId = m.claim_fault_advance_provider();
	else if (sameTaxpayer(chosen.providerTaxCode, claim.businessTaxCode)) {
		faults.costLineId = m.claim_fault_own_provider();
	} else if (amountDong === null || amountDong === 0n) {
		faults.amount = dongFault(advance.amount, m.claim_fault_advance_amount);
	} else if (amountDong > most) {
		faults.amount = m.claim_fault_advance_too_much({ most: formatDong(most, getLocale()) });
	}
	if (advance.reason.length < MIN_REASON) faults.reason = m.claim_fault_advance_reason();
	return faults;
}
