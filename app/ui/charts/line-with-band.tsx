import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import { classNames } from "../parts/class-names.ts";

/** `x` counts periods from the start of the axis (2.5 is in the middle of the third one), `y` is in the axis's unit. */
export type LinePoint = { x: number; y: number };
export type BandPoint = { x: number; low: number; middle: number; high: number };

type Props = {
	/** One sentence for those who cannot see the chart; a table is one link away. */
	label: string;
	/** Names of the periods: T1 … T12. */
	periods: string[];
	/** Lines of the axis, from zero. */
	ticks: { at: number; label: string }[];
	actual: LinePoint[];
	/** Words at the last actual point. */
	actualLabel: string;
	todayLabel: string;
	plan?: { points: LinePoint[]; label: string };
	/** Begins where the actual line ends; `range` is the second line of its label. */
	forecast?: { points: BandPoint[]; label: string; range: string };
};

type Scale = (value: number) => number;
type Scales = { x: Scale; y: Scale };

const height = 248;

/**
 * What was, what was planned, and what may come with its range. The curves are drawn on 100 units and stretched to the
 * width there is; words and points are placed in percent, so they keep their size at every width.
 */
export function LineWithBand({ label, periods, ticks, actual, actualLabel, todayLabel, plan, forecast }: Props) {
	const x = scaleLinear([0, periods.length], [0, 100]);
	const y = scaleLinear([0, Math.max(...ticks.map((tick) => tick.at))], [height, 0]);
	const last = actual.at(-1) ?? { x: 0, y: 0 };
	const planEnd = plan?.points.at(-1);
	const forecastEnd = forecast?.points.at(-1);
	return (
		<figure className="line-chart">
			<svg role="img" aria-label={label} width="100%" height={height} className="block overflow-visible">
				<Axes periods={periods} ticks={ticks} x={x} y={y} />
				<svg
					aria-hidden="true"
					width="100%"
					height={height}
					viewBox={`0 0 100 ${height}`}
					preserveAspectRatio="none"
					className="line-chart-curves"
				>
					<Curves actual={actual} plan={plan?.points} forecast={forecast?.points} x={x} y={y} />
				</svg>
				{plan && planEnd ? <EndLabel at={y(planEnd.y)} words={plan.label} /> : null}
				{forecast && forecastEnd ? (
					<EndLabel at={y(forecastEnd.middle)} words={forecast.label} second={forecast.range} />
				) : null}
				<line x1={`${x(last.x)}%`} x2={`${x(last.x)}%`} y1={y(last.y)} y2={height} className="stroke-ink" />
				<text x={`${x(last.x)}%`} dx="-6" y={height - 8} textAnchor="end" className="chart-text chart-text-quiet">
					{todayLabel}
				</text>
				<circle cx={`${x(last.x)}%`} cy={y(last.y)} r="5.5" strokeWidth="3" className="fill-paper stroke-green" />
				<text x={`${x(last.x)}%`} dx="-10" y={y(last.y) - 10} textAnchor="end" className="chart-text chart-text-bold">
					{actualLabel}
				</text>
			</svg>
		</figure>
	);
}

function Axes({ periods, ticks, x, y }: Pick<Props, "periods" | "ticks"> & Scales) {
	return (
		<>
			{ticks.map((tick) => (
				<g key={tick.at}>
					<line x2="100%" y1={y(tick.at)} y2={y(tick.at)} className={tick.at === 0 ? "stroke-ink" : "stroke-grid"} />
					<text x="-10" y={y(tick.at) + 4} textAnchor="end" className="chart-text chart-text-quiet">
						{tick.label}
					</text>
				</g>
			))}
			{periods.map((period, index) => (
				<text
					key={period}
					x={`${x(index + 0.5)}%`}
					y={height + 20}
					textAnchor="middle"
					className={classNames("chart-text chart-text-quiet", index % 3 !== 0 && "line-chart-minor")}
				>
					{period}
				</text>
			))}
		</>
	);
}

type CurvesProps = { actual: LinePoint[]; plan?: LinePoint[]; forecast?: BandPoint[] } & Scales;

function Curves({ actual, plan, forecast, x, y }: CurvesProps) {
	const path = line<LinePoint>(
		(point) => x(point.x),
		(point) => y(point.y),
	).curve(curveMonotoneX);
	const range = area<BandPoint>(
		(point) => x(point.x),
		(point) => y(point.low),
		(point) => y(point.high),
	);
	const middle = (forecast ?? []).map((point) => ({ x: point.x, y: point.middle }));
	return (
		<>
			{plan ? <path d={path(plan) ?? ""} strokeWidth="2" strokeDasharray="2 5" className="stroke-ink2" /> : null}
			{forecast ? (
				<>
					<path d={range(forecast) ?? ""} className="line-chart-band" />
					<path d={path(middle) ?? ""} strokeWidth="2" strokeDasharray="6 4" className="stroke-yellow-ink" />
				</>
			) : null}
			<path d={path(actual) ?? ""} strokeWidth="3.5" className="stroke-green" />
		</>
	);
}

/** Words at the end of a line instead of a legend. */
function EndLabel({ at, words, second }: { at: number; words: string; second?: string }) {
	return (
		<text x="100%" y={at + (second ? -2 : 4)} className="chart-text">
			<tspan dx="8" className={second ? "chart-text-bold" : undefined}>
				{words}
			</tspan>
			{second ? (
				<tspan x="100%" dx="8" dy="17" className="chart-text-quiet">
					{second}
				</tspan>
			) : null}
		</text>
	);
}
