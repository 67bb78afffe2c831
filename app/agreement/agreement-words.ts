/** Terms that not every programme has, in words. */

import { formatDong, percentOfDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import type { AgreementTerms } from "./agreement-terms.server.ts";

/** What may be paid ahead of the costs, and what is kept back of each claim; nothing where the programme does neither. */
export function aheadAndKept(
	{ amountDong, settings }: Pick<AgreementTerms, "amountDong" | "settings">,
	locale: Locale,
): string[] {
	const { advancePercent, retentionPercent } = settings;
	const options = { locale };
	const most = formatDong(percentOfDong(amountDong, advancePercent), locale);
	return [
		...(advancePercent > 0 ? [m.agreement_clause_advance({ percent: advancePercent, most }, options)] : []),
		...(retentionPercent > 0 ? [m.agreement_clause_retention({ percent: retentionPercent }, options)] : []),
	];
}
