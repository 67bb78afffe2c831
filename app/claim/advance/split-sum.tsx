import { formatDong } from "#app/kernel/dong.ts";
import { Sum, type SumRow } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { isSplit, type Split } from "./advance.rules.ts";

/** What a claim earned, less what was paid ahead and what is kept back, until what is paid for it now. */
function splitRows({ subsidyDong, offsetDong, retainedDong, payableDong }: Split): SumRow[] {
	const locale = getLocale();
	const less = (label: string, amountDong: bigint): SumRow[] =>
		amountDong > 0n ? [{ label, amount: `−\u00A0${formatDong(amountDong, locale)}` }] : [];
	return [
		{ label: m.claim_split_earned(), amount: formatDong(subsidyDong, locale) },
		...less(m.claim_split_offset(), offsetDong),
		...less(m.claim_split_retained(), retainedDong),
		{ label: m.claim_split_payable(), amount: formatDong(payableDong, locale), kind: "total" },
	];
}

/** The sum, where something was paid ahead or is kept back; nothing where the claim is paid as it is. */
export function SplitSum({ split, small }: { split: Split; small?: boolean }) {
	if (!isSplit(split)) return null;
	return (
		<div className="mt-4">
			<Sum size={small ? "small" : undefined} rows={splitRows(split)} />
			{split.payableDong === 0n ? <p className="mt-2">{m.claim_split_nothing()}</p> : null}
			{split.retainedDong > 0n ? <p className="mt-2 text-ink2 text-small">{m.claim_split_when()}</p> : null}
		</div>
	);
}
