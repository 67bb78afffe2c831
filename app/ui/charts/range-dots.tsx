import { Fragment } from "react";

type Row = {
	label: string;
	low: number;
	middle: number;
	high: number;
	/** The middle as a word at the right. */
	value: string;
};

type Props = {
	/** One sentence for those who cannot see the chart; a table is one link away. */
	label: string;
	rows: Row[];
	/** End of the axis, which starts at 0. */
	max: number;
	ticks: number[];
	/** A red line at the legal limit. */
	limit?: { at: number; label: string };
};

/** Waiting times: a bar for 80% of the files, a dot for the median, a line at the limit. */
export function RangeDots({ label, rows, max, ticks, limit }: Props) {
	const at = (value: number) => `${(value / max) * 100}%`;
	return (
		<div role="img" aria-label={label} className="range-dots">
			{limit ? (
				<svg aria-hidden="true" className="range-scale">
					<text x={at(limit.at)} y="14" textAnchor="middle" className="chart-text">
						{limit.label}
					</text>
				</svg>
			) : null}
			{rows.map((row) => (
				<Fragment key={row.label}>
					<span className="range-label">{row.label}</span>
					<svg aria-hidden="true" width="100%" height="30" className="overflow-visible">
						{ticks.map((tick) => (
							<line key={tick} x1={at(tick)} x2={at(tick)} y2="30" className="stroke-grid" />
						))}
						<rect x={at(row.low)} width={at(row.high - row.low)} y="11" height="8" className="fill-mid" />
						{limit ? <line x1={at(limit.at)} x2={at(limit.at)} y2="30" strokeWidth="2" className="stroke-red" /> : null}
						<circle cx={at(row.middle)} cy="15" r="6.5" strokeWidth="2" className="fill-green stroke-paper" />
					</svg>
					<span className="num text-right font-semibold">{row.value}</span>
				</Fragment>
			))}
			<svg aria-hidden="true" className="range-scale">
				{ticks.map((tick) => (
					<text key={tick} x={at(tick)} y="16" textAnchor="middle" className="chart-text chart-text-quiet">
						{tick}
					</text>
				))}
			</svg>
		</div>
	);
}
