import type { SubmittedLine } from "#app/application/submission.server.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { ownValue } from "#app/kernel/own-value.ts";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { priceText } from "../finding/finding-words.ts";
import { type LikePrices, percentAboveMedian, SIMILAR_COSTS } from "../finding/price.rules.ts";
import { PriceBar } from "../finding/price-bar.tsx";
import { itemName } from "./case-lines.tsx";
import type { OpenCase } from "./case-page.server.ts";

/** Each price among those of like lines, once there are enough of them; nothing where there are not for any. */
export function CasePrices({ page }: { page: OpenCase }) {
	const compared = page.submitted.lines.flatMap((line) => {
		const like = ownValue(page.prices, line.id)?.like;
		return like ? [{ line, like }] : [];
	});
	if (compared.length === 0) return null;
	const locale = getLocale();
	return (
		<Panel title={m.review_prices_title()}>
			<ul>
				{compared.map((row) => (
					<li key={row.line.id} className="border-line border-b py-2 first:pt-0 last:border-0">
						<LinePrice page={page} {...row} />
					</li>
				))}
			</ul>
			<LegalSource href={SIMILAR_COSTS.url ?? undefined}>{SIMILAR_COSTS[locale]}</LegalSource>
		</Panel>
	);
}

function LinePrice({ page, line, like }: { page: OpenCase; line: SubmittedLine; like: LikePrices }) {
	const locale = getLocale();
	const { priceDong } = line;
	const above = percentAboveMedian({ priceDong, like });
	return (
		<>
			<h3 className="num font-semibold">
				{above > 0 ? m.review_price_far_above({ percent: formatNumber(above, locale) }) : m.review_price_not_above()}
			</h3>
			<p className="num text-small">
				{itemName(page, line.supportItemCode)}: <strong>{formatDong(priceDong, locale)}</strong>
			</p>
			<PriceBar priceDong={priceDong} like={like} />
			<p className="num text-ink2 text-caption">{priceText({ priceDong, like }, locale)}</p>
		</>
	);
}
