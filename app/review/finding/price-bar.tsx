import type { LikePrices } from "./price.rules.ts";

const DRAWN = 1_000;

/** The middle half of like prices as a bar, their median as a stroke, this price as a dot. The sentence beside it says the same. */
export function PriceBar({ priceDong, like }: { priceDong: bigint; like: LikePrices }) {
	const { lowDong, medianDong, highDong } = like;
	const [from, to] = [priceDong < lowDong ? priceDong : lowDong, priceDong > highDong ? priceDong : highDong];
	const spread = to - from === 0n ? 1n : to - from;
	// A tenth of the width is left free at each end.
	const at = (amountDong: bigint) => `${10 + (80 * Number(((amountDong - from) * BigInt(DRAWN)) / spread)) / DRAWN}%`;
	const width = `${(80 * Number(((highDong - lowDong) * BigInt(DRAWN)) / spread)) / DRAWN}%`;
	return (
		<svg aria-hidden="true" width="100%" height="26" className="my-1 block">
			<line x1="0" x2="100%" y1="13" y2="13" className="stroke-grid" />
			<rect x={at(lowDong)} width={width} y="7" height="12" className="fill-mid" />
			<line x1={at(medianDong)} x2={at(medianDong)} y1="1" y2="25" strokeWidth="2" className="stroke-ink" />
			<circle cx={at(priceDong)} cy="13" r="7" strokeWidth="2" className="fill-yellow stroke-ink" />
		</svg>
	);
}
