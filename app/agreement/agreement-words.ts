/** Terms that not every programme has, in words. */

import { formatDong, percentOfDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import type { AgreementTerms } from "./agreement-terms.server.ts";

type Paid = Pick<AgreementTerms, "amountDong" | "settings">;

/**
 * What may be paid ahead of the costs, and what is kept back of each claim, to the business; nothing where the programme
 * does neither.
 */
export function aheadAndKept(terms: Paid, locale: Locale): string[] {
	return aheadAndKeptIn(terms, locale, {
		advance: m.agreement_clause_advance,
		retention: m.agreement_clause_retention,
	});
}

/** The same in the words of the contract, which speaks of its parties. */
export function aheadAndKeptInContract(terms: Paid, locale: Locale): string[] {
	return aheadAndKeptIn(terms, locale, {
		advance: m.agreement_contract_advance,
		retention: m.agreement_contract_retention,
	});
}

type Sentence<Facts> = (facts: Facts, options: { locale: Locale }) => string;

function aheadAndKeptIn(
	{ amountDong, settings }: Paid,
	locale: Locale,
	words: {
		advance: Sentence<{ percent: number; most: string }>;
		retention: Sentence<{ percent: number; payer: string }>;
	},
): string[] {
	const { advancePercent: ahead, retentionPercent: kept, payer } = settings;
	const most = formatDong(percentOfDong(amountDong, ahead), locale);
	return [
		...(ahead > 0 ? [words.advance({ percent: ahead, most }, { locale })] : []),
		...(kept > 0 ? [words.retention({ percent: kept, payer: payer[locale] }, { locale })] : []),
	];
}
