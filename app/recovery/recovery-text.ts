/** Recoveries in words. */

import type { Given } from "#app/form/read-form.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** What an officer proposes, in one sentence. */
export function proposalText(
	proposal: { byName: string } & (
		| { decision: "drop" }
		| { decision: "lower"; amountDong: bigint; dueOn: PlainDate }
		| { decision: "receive"; amountDong: bigint; receivedOn: PlainDate; bankReference: string }
	),
): string {
	const name = proposal.byName;
	if (proposal.decision === "drop") return m.recovery_proposal_drop({ name });
	const locale = getLocale();
	const amount = formatDong(proposal.amountDong, locale);
	if (proposal.decision === "receive") {
		const { bankReference: line, receivedOn } = proposal;
		return m.recovery_proposal_receive({ name, amount, on: formatDate(receivedOn, locale), line });
	}
	const { dueOn } = proposal;
	return m.recovery_proposal_lower({ name, amount, due: formatDate(dueOn, locale) });
}

/** A day as the three boxes of a form show it. */
export function dayBoxes(name: string, date: PlainDate): Given {
	const [year = "", month = "", day = ""] = date.split("-");
	return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
}
