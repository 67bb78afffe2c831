import { formatDongShort } from "#app/kernel/dong.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { LikePrices } from "./price.rules.ts";

const DRAWN = 1_000;

/** In percent of the width: nearer to each other than this, two figures would touch. */
const FIGURE = 14;

const inMillions = (amountDong: bigint) => formatNumber(Number(amountDong) / 1_000_000, getLocale());

/**
 * The middle half of like prices as a bar between its quartiles, their median as a stroke, this price as a dot, each with
 * its figure in millions. The sentence beside it says the same in full.
 */
export function PriceBar({ priceDong, like }: { priceDong: bigint; like: LikePrices }) {
	const { lowDong, medianDong, highDong } = like;
	const [from, to] = [priceDong < lowDong ? priceDong : lowDong, priceDong > highDong ? priceDong : highDong];
	const spread = to - from === 0n ? 1n : to - from;
	// A tenth of the width is left free at each end.
	const at = (amountDong: bigint) => 10 + (80 * Number(((amountDong - from) * BigInt(DRAWN)) / spread)) / DRAWN;
	const [low, median, high, price] = [at(lowDong), at(medianDong), at(highDong), at(priceDong)];
	const [x, middle] = [(percent: number) => `${percent}%`, "middle" as const];
	const priceAnchor = price < 25 ? "start" : price > 75 ? "end" : middle;
	return (
		<svg aria-hidden="true" width="100%" height="64" className="my-1 block">
			<text
				x={x(price)}
				dx={priceAnchor === "start" ? -7 : priceAnchor === "end" ? 7 : 0}
				y="12"
				textAnchor={priceAnchor}
				className="chart-text chart-text-bold"
			>
				{formatDongShort(priceDong, getLocale())}
			</text>
			<line x1="0" x2="100%" y1="31" y2="31" className="stroke-grid" />
			<rect x={x(low)} width={x(high - low)} y="25" height="12" className="fill-mid" />
			<line x1={x(median)} x2={x(median)} y1="19" y2="43" strokeWidth="2" className="stroke-ink" />
			<circle cx={x(price)} cy="31" r="7" strokeWidth="2" className="fill-yellow stroke-ink" />
			{median - low < FIGURE ? null : (
				<text x={x(low)} y="58" textAnchor={middle} className="chart-text chart-text-quiet">
					{inMillions(lowDong)}
				</text>
			)}
			<text x={x(median)} y="58" textAnchor={middle} className="chart-text">
				{m.review_price_median({ amount: inMillions(medianDong) })}
			</text>
			{high - median < FIGURE ? null : (
				<text x={x(high)} y="58" textAnchor={middle} className="chart-text chart-text-quiet">
					{inMillions(highDong)}
				</text>
			)}
		</svg>
	);
}
