import { formatDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import type { SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ClaimCase } from "../claim-case.server.ts";
import { advanceAmount } from "./advance-draft.ts";

/** What is asked for ahead, with the most that the programme pays, and why. */
export function advanceRows({ advance, highestAdvanceDong }: Pick<ClaimCase, "advance" | "highestAdvanceDong">): {
	amount: SummaryRow;
	reason: SummaryRow;
} {
	const locale = getLocale();
	const amountDong = advance && advanceAmount(advance);
	return {
		amount: {
			term: m.claim_advance_amount(),
			value: amountDong ? <span className="num">{formatDong(amountDong, locale)}</span> : (advance?.amount ?? ""),
			note: [
				...(amountDong ? [m.claim_advance_words({ words: dongInWords(amountDong, locale) })] : []),
				m.claim_advance_at_most({ most: formatDong(highestAdvanceDong, locale) }),
			].join(" "),
		},
		reason: { term: m.claim_advance_reason(), value: advance?.reason ?? "" },
	};
}
