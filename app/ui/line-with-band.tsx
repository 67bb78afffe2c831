import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";

/** `x` counts periods from the start of the axis (2.5 is in the middle of the third one), `y` is in the axis's unit. */
export type LinePoint = { x: number; y: number };
export type BandPoint = { x: number; low: number; middle: number; high: number };

type Props = {
	/** One sentence for those who cannot see the chart; a table is one link away. */
	label: string;
	/** Names of the periods: T1 … T12. */
	periods: string[];
	/** Ends of the axis's lines, from zero. */
	ticks: { at: number; label: string }[];
	actual: LinePoint[];
	/** Words at the last actual point. */
	actualLabel: string;
	todayLabel: string;
	plan?: LinePoint[];
	planLabel?: string;
	/** Begins where the actual line ends. */
	forecast?: BandPoint[];
	forecastLabel?: string;
	/** The range, in a second line under the forecast's label. */
	forecastRange?: string;
};

type Size = { width: number; height: number; right: number; every: number };

const wide: Size = { width: 720, height: 288, right: 104, every: 1 };
const narrow: Size = { width: 328, height: 240, right: 88, every: 3 };
const left = 40;
const top = 14;
const bottom = 30;

/** What was, what was planned, and what may come with its range. Drawn twice, so that the words keep their size. */
export function LineWithBand(props: Props) {
	return (
		<figure>
			<Drawing {...props} size={narrow} className="block max-w-full sm:hidden" />
			<Drawing {...props} size={wide} className="hidden h-auto w-full sm:block" />
		</figure>
	);
}

function Drawing({ size, className, label, ...chart }: Props & { size: Size; className: string }) {
	const x = scaleLinear([0, chart.periods.length], [left, size.width - size.right]);
	const y = scaleLinear([0, Math.max(...chart.ticks.map((tick) => tick.at))], [size.height - bottom, top]);
	const path = line<LinePoint>(
		(point) => x(point.x),
		(point) => y(point.y),
	).curve(curveMonotoneX);
	const last = chart.actual.at(-1) ?? { x: 0, y: 0 };
	return (
		<svg
			role="img"
			aria-label={label}
			width={size.width}
			height={size.height}
			viewBox={`0 0 ${size.width} ${size.height}`}
			className={className}
		>
			<Axes periods={chart.periods} ticks={chart.ticks} x={x} y={y} size={size} />
			{chart.plan ? (
				<path
					d={path(chart.plan) ?? ""}
					strokeWidth="2"
					strokeDasharray="1 5"
					strokeLinecap="round"
					className="fill-none stroke-ink2"
				/>
			) : null}
			<EndLabel point={chart.plan?.at(-1)} words={[chart.planLabel]} x={x} y={y} />
			{chart.forecast ? <Forecast band={chart.forecast} x={x} y={y} /> : null}
			<EndLabel
				point={toPoint(chart.forecast?.at(-1))}
				words={[chart.forecastLabel, chart.forecastRange]}
				bold
				x={x}
				y={y}
			/>
			<line x1={x(last.x)} x2={x(last.x)} y1={y(last.y)} y2={y(0)} className="stroke-ink" />
			<text x={x(last.x) - 6} y={y(0) - 8} textAnchor="end" className="chart-text chart-text-quiet">
				{chart.todayLabel}
			</text>
			<path d={path(chart.actual) ?? ""} strokeWidth="3.5" className="fill-none stroke-green" />
			<circle cx={x(last.x)} cy={y(last.y)} r="5.5" strokeWidth="3" className="fill-paper stroke-green" />
			<text x={x(last.x) - 10} y={y(last.y) - 10} textAnchor="end" className="chart-text chart-text-bold">
				{chart.actualLabel}
			</text>
		</svg>
	);
}

type Scale = (value: number) => number;

function Axes({ periods, ticks, x, y, size }: Pick<Props, "periods" | "ticks"> & { x: Scale; y: Scale; size: Size }) {
	return (
		<>
			{ticks.map((tick) => (
				<g key={tick.at}>
					<line
						x1={left}
						x2={size.width - size.right}
						y1={y(tick.at)}
						y2={y(tick.at)}
						className={tick.at === 0 ? "stroke-ink" : "stroke-grid"}
					/>
					<text x={left - 10} y={y(tick.at) + 4} textAnchor="end" className="chart-text chart-text-quiet">
						{tick.label}
					</text>
				</g>
			))}
			{periods.map((period, index) =>
				index % size.every === 0 ? (
					<text
						key={period}
						x={x(index + 0.5)}
						y={size.height - bottom + 20}
						textAnchor="middle"
						className="chart-text chart-text-quiet"
					>
						{period}
					</text>
				) : null,
			)}
		</>
	);
}

function Forecast({ band, x, y }: { band: BandPoint[]; x: Scale; y: Scale }) {
	const range = area<BandPoint>(
		(point) => x(point.x),
		(point) => y(point.low),
		(point) => y(point.high),
	);
	const middle = line<BandPoint>(
		(point) => x(point.x),
		(point) => y(point.middle),
	);
	return (
		<>
			<path d={range(band) ?? ""} className="fill-yellow opacity-45" />
			<path d={middle(band) ?? ""} strokeWidth="2" strokeDasharray="6 4" className="fill-none stroke-yellow-ink" />
		</>
	);
}

type EndLabelProps = { point?: LinePoint; words: (string | undefined)[]; bold?: boolean; x: Scale; y: Scale };

/** Words at the end of a line instead of a legend. */
function EndLabel({ point, words: [first, second], bold, x, y }: EndLabelProps) {
	if (!point) return null;
	return (
		<text x={x(point.x) + 8} y={y(point.y) + (second ? -2 : 4)} className="chart-text">
			<tspan className={bold ? "chart-text-bold" : undefined}>{first}</tspan>
			{second ? (
				<tspan x={x(point.x) + 8} dy="17" className="chart-text-quiet">
					{second}
				</tspan>
			) : null}
		</text>
	);
}

function toPoint(band?: BandPoint): LinePoint | undefined {
	return band && { x: band.x, y: band.middle };
}
