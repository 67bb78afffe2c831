import { formatDong } from "#app/kernel/dong.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { Eligibility } from "#app/programme/eligibility.rules.ts";
import { type ProgrammeRules, supportItemOf } from "#app/programme/programme.rules.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Sum, type SumRow } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

type Props = {
	rules: Pick<ProgrammeRules, "supportItems">;
	/** Null, or without lines, as long as nothing can be worked out. */
	eligibility: Pick<Eligibility, "lines" | "allowedDong" | "ownShareDong" | "totalDong"> | null;
};

/** What the rules allow, line by line, until the city's share and the business's add up to the cost. */
export function AmountsPanel({ rules, eligibility }: Props) {
	const locale = getLocale();
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const known = eligibility !== null && eligibility.lines.length > 0;
	return (
		<Panel tone="ground" rule="green" title={m.application_amounts_title()}>
			{known ? (
				<Sum
					size="small"
					rows={[
						...eligibility.lines.flatMap((line) => lineRows(line, rules)),
						{ label: m.application_amounts_city(), amount: money(eligibility.allowedDong), kind: "total" },
						{ label: m.application_amounts_you(), amount: money(eligibility.ownShareDong) },
						{ label: m.application_amounts_total(), amount: money(eligibility.totalDong) },
					]}
				/>
			) : (
				<p>{m.application_amounts_unknown()}</p>
			)}
			<p className="mt-2 text-ink2 text-small">
				{sourceText(rules)} {m.application_amounts_recomputed()}
			</p>
		</Panel>
	);
}

function lineRows(line: Eligibility["lines"][number], rules: Props["rules"]): SumRow[] {
	const locale = getLocale();
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const heading: SumRow = {
		label: supportItemOf(rules, line.supportItemCode)?.[locale] ?? line.supportItemCode,
		kind: "heading",
	};
	if (line.ratePercent === null || line.refused) {
		return [heading, { label: m.application_amounts_none(), amount: money(0n) }];
	}
	const share: SumRow = {
		label: m.application_amounts_share({ percent: line.ratePercent, price: money(line.priceDong) }),
		amount: money(line.shareDong),
	};
	if (line.allowedDong === line.shareDong) return [heading, share];
	return [heading, share, { label: m.application_amounts_ceiling(), amount: money(line.allowedDong) }];
}

/** Where the rates come from, each source once. */
function sourceText({ supportItems }: Props["rules"]): string {
	const sources = new Set(
		supportItems.map((item: { legalReference: LegalReference }) => item.legalReference[getLocale()]),
	);
	return `${[...sources].join("; ")}.`;
}
