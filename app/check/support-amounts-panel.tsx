import { Link } from "@remix-run/react";
import { sizeClassLabel, sizeClassName } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import type { LineAmount } from "#app/programme/allowed-amount.rules.ts";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AmountRow, SupportAmounts } from "./support-amounts.rules.ts";

/** Narrow columns need fewer words than the law; items that are not named here keep its words. */
const shortNames: Record<string, typeof m.check_item_consult> = {
	"DX-CONSULT": m.check_item_consult,
	"DX-SOLUTION": m.check_item_solution,
	"IP-CONSULT": m.check_item_ip,
	"TECH-TRANSFER": m.check_item_transfer,
};

/** The yearly ceilings by size and item; with more than two items a phone needs `list`. */
export function SupportAmountsTable({ amounts, narrow }: { amounts: SupportAmounts; narrow: "table" | "list" }) {
	const locale = getLocale();
	return (
		<DataTable<AmountRow>
			caption={m.check_amounts_title()}
			captionHidden
			narrow={narrow}
			columns={[
				{
					key: "size",
					head: m.check_amounts_size(),
					cell: (row) => sizeClassLabel(row.sizeClass, locale),
					rowHead: true,
				},
				...amounts.items.map((item, at) => ({
					key: item.code,
					head: ownValue(shortNames, item.code)?.() ?? item[locale],
					cell: (row: AmountRow) => ceiling(row.ceilingsDong[at] ?? null, locale),
					number: true,
				})),
			]}
			rows={amounts.rows}
			rowKey={(row) => row.sizeClass}
		/>
	);
}

function ceiling(ceilingDong: bigint | null, locale: Locale): string {
	return ceilingDong === null ? m.check_amounts_none() : formatDong(ceilingDong, locale);
}

/** "Một nửa chi phí, không quá mức trần mỗi năm dưới đây." */
export function rateSentence({ topRatePercent: percent, oneRate }: SupportAmounts): string {
	if (percent === 50) return oneRate ? m.check_amounts_half() : m.check_amounts_up_to_half();
	return oneRate ? m.check_amounts_percent({ percent }) : m.check_amounts_up_to_percent({ percent });
}

/** How much one can get, from the rules in force, and one purchase worked through. */
export function SupportAmountsPanel({ amounts, example }: { amounts: SupportAmounts; example: LineAmount | null }) {
	const locale = getLocale();
	const source = amounts.items[0]?.legalReference;
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	return (
		<Panel rule="green" title={m.check_amounts_title()} sub={rateSentence(amounts)}>
			<SupportAmountsTable amounts={amounts} narrow="table" />
			{example ? (
				<div className="mt-4">
					<Sum
						rows={[
							{ kind: "heading", label: m.check_example({ sizeClass: sizeClassName("small", locale) }) },
							{ label: m.check_sum_price(), amount: money(example.priceDong) },
							{ label: m.check_sum_own(), amount: money(example.ownShareDong) },
							{ label: m.check_example_city(), amount: money(example.allowedDong), kind: "total" },
						]}
					/>
				</div>
			) : null}
			<p className="mt-3 text-caption">
				{source ? `${m.check_source({ source: source[locale] })} ` : null}
				<Link to="/how-counted#size-class" reloadDocument>
					{m.check_how_size()}
				</Link>
			</p>
		</Panel>
	);
}
