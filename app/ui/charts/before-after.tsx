import { Fragment } from "react";
import { type Level, LevelTile } from "./level-tile.tsx";

type Props = {
	label: string;
	rows: { level: Level; name: string; before: number; after: number }[];
	/** Words of the legend. */
	before: string;
	after: string;
};

/** How many stand at each level before (outline) and after (filled). Say near it what this does not prove. */
export function BeforeAfter({ label, rows, before, after }: Props) {
	const most = Math.max(1, ...rows.flatMap((row) => [row.before, row.after]));
	const width = (count: number) => `${(count / most) * 86}%`;
	return (
		<figure>
			<div role="img" aria-label={label} className="before-after">
				{rows.map((row) => (
					<Fragment key={row.level}>
						<LevelTile level={row.level} size={28} />
						<span>
							<span className="num font-semibold">{row.level}</span> {row.name}
						</span>
						<svg aria-hidden="true" width="100%" height="40" className="overflow-visible">
							<rect
								x="0.75"
								y="5"
								height="12"
								width={width(Math.max(row.before, most / 100))}
								strokeWidth="1.5"
								className="fill-none stroke-ink"
							/>
							<text x={width(row.before)} dx="8" y="16" className="chart-text chart-text-quiet">
								{row.before}
							</text>
							<rect y="22" height="13" width={width(row.after)} className="fill-green" />
							<text x={width(row.after)} dx="8" y="33" className="chart-text chart-text-bold">
								{row.after}
							</text>
						</svg>
					</Fragment>
				))}
			</div>
			<figcaption className="mt-2 flex gap-5 text-caption text-ink2">
				<span className="flex items-center gap-2">
					<span className="size-3 border-[1.5px] border-ink" />
					{before}
				</span>
				<span className="flex items-center gap-2">
					<span className="bar-fill size-3 bg-green" />
					{after}
				</span>
			</figcaption>
		</figure>
	);
}
