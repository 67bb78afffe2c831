import { type ReactNode, useId } from "react";
import { Hatch } from "./hatch.tsx";

export type RadarAxis = {
	name: string;
	/** For the phone. */
	shortName?: string;
	/** 0 to 100. */
	you: number;
	/** The middle half of the group, 0 to 100. */
	peers?: { low: number; high: number };
};

type Props = {
	/** One sentence for those who cannot see the chart. The table with strips always follows. */
	label: string;
	axes: RadarAxis[];
	/** Where the next level begins, on every axis. */
	threshold?: number;
	/** Words of the legend; the peers' one names the size of the group. */
	legend: { you: string; peers?: string; threshold?: string };
};

type Size = { radius: number; width: number; height: number; middle: number };

const wide: Size = { radius: 146, width: 460, height: 400, middle: 198 };
const narrow: Size = { radius: 84, width: 328, height: 262, middle: 132 };

/** Scores by pillar. Drawn twice, for phone and desk, because text in a scaled drawing would become too small to read. */
export function Radar({ label, axes, threshold, legend }: Props) {
	return (
		<figure className="@container">
			<Drawing
				size={narrow}
				label={label}
				axes={axes}
				threshold={threshold}
				className="mx-auto block max-w-full @min-[29rem]:hidden"
			/>
			<Drawing
				size={wide}
				label={label}
				axes={axes}
				threshold={threshold}
				className="mx-auto hidden max-w-full @min-[29rem]:block"
			/>
			<figcaption className="flex flex-wrap justify-center gap-x-5 text-caption">
				<LegendItem words={legend.you}>
					<line x1="0" x2="22" y1="6" y2="6" strokeWidth="3" className="stroke-green" />
				</LegendItem>
				{legend.peers ? <PeersItem words={legend.peers} /> : null}
				{legend.threshold ? (
					<LegendItem words={legend.threshold}>
						<line x1="0" x2="22" y1="6" y2="6" strokeWidth="1.5" strokeDasharray="5 3" className="stroke-ink" />
					</LegendItem>
				) : null}
			</figcaption>
		</figure>
	);
}

type DrawingProps = Pick<Props, "label" | "axes" | "threshold"> & { size: Size; className: string };

function Drawing({ size, label, axes, threshold, className }: DrawingProps) {
	const id = useId();
	const point = (index: number, value: number): [number, number] => {
		const angle = (index / axes.length) * 2 * Math.PI - Math.PI / 2;
		const distance = (value / 100) * size.radius;
		return [size.width / 2 + distance * Math.cos(angle), size.middle + distance * Math.sin(angle)];
	};
	const polygon = (values: number[]) =>
		`M${values.map((value, index) => point(index, value).map(round).join(" ")).join("L")}Z`;
	const ring = (value: number) => polygon(axes.map(() => value));
	const peers = axes.flatMap((axis) => axis.peers ?? []);
	return (
		<svg
			role="img"
			aria-label={label}
			width={size.width}
			height={size.height}
			viewBox={`0 0 ${size.width} ${size.height}`}
			className={className}
		>
			<defs>
				<Hatch id={id} width={5} soft />
			</defs>
			<path d={[20, 40, 60, 80, 100].map(ring).join("")} className="fill-none stroke-line" />
			<path
				d={axes
					.map((_, index) => `M${size.width / 2} ${size.middle}L${point(index, 100).map(round).join(" ")}`)
					.join("")}
				className="stroke-line"
			/>
			{peers.length === axes.length ? (
				<path
					d={polygon(peers.map((peer) => peer.high)) + polygon(peers.map((peer) => peer.low))}
					fill={`url(#${id})`}
					fillRule="evenodd"
					className="stroke-yellow-ink"
				/>
			) : null}
			{threshold === undefined ? null : (
				<path d={ring(threshold)} strokeWidth="1.5" strokeDasharray="5 3" className="fill-none stroke-ink" />
			)}
			<path d={polygon(axes.map((axis) => axis.you))} strokeWidth="3" className="radar-you" />
			{axes.map((axis, index) => {
				const [x, y] = point(index, axis.you).map(round);
				return <circle key={axis.name} cx={x} cy={y} r="4.5" strokeWidth="2" className="fill-paper stroke-green" />;
			})}
			{axes.map((axis, index) => (
				<AxisName key={axis.name} axis={axis} at={point(index, 100)} size={size} />
			))}
		</svg>
	);
}

/** Name and score, outside of the outermost ring: above, below, or beside it. */
function AxisName({ axis, at: [x, y], size }: { axis: RadarAxis; at: [number, number]; size: Size }) {
	const side = Math.abs(x - size.width / 2) < 1 ? "middle" : x < size.width / 2 ? "end" : "start";
	const above = side === "middle" && y < size.middle;
	const textX = side === "middle" ? x : x + (side === "end" ? -10 : 10);
	const textY = side === "middle" ? (above ? y - 28 : y + 22) : y + (y < size.middle ? -8 : 4);
	return (
		<text textAnchor={side} x={round(textX)} y={round(textY)} className="chart-text">
			<tspan className="chart-text-name chart-text-bold">
				{size === narrow ? (axis.shortName ?? axis.name) : axis.name}
			</tspan>
			<tspan x={round(textX)} dy="18" className="chart-text-quiet">
				{axis.you}
			</tspan>
		</text>
	);
}

function LegendItem({ words, children }: { words: string; children: ReactNode }) {
	return (
		<span className="flex items-center gap-2">
			<svg aria-hidden="true" width="22" height="12">
				{children}
			</svg>
			{words}
		</span>
	);
}

function PeersItem({ words }: { words: string }) {
	const id = useId();
	return (
		<LegendItem words={words}>
			<defs>
				<Hatch id={id} width={5} soft />
			</defs>
			<rect x="0.5" y="0.5" width="21" height="11" fill={`url(#${id})`} className="stroke-yellow-ink" />
		</LegendItem>
	);
}

/** Tenths are enough for a drawing, and keep the page small. */
function round(value: number): number {
	return Math.round(value * 10) / 10;
}
