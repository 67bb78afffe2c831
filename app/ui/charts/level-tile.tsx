import { m } from "#messages/messages.js";
import { classNames } from "../parts/class-names.ts";
import { LEAVES } from "./leaves.ts";

export type Level = 0 | 1 | 2 | 3 | 4 | 5;

const levels: Level[] = [0, 1, 2, 3, 4, 5];

/** A level as a cement tile: as many leaves as the level; level 5 is a full tile with yellow leaves and a centre. */
export function LevelTile({ level, size = 48 }: { level: Level; size?: number }) {
	return (
		<svg
			role="img"
			aria-label={m.ui_level({ level })}
			width={size}
			height={size}
			viewBox="0 0 48 48"
			className="tile shrink-0"
		>
			{level === 5 ? <FullTile /> : <PartTile level={level} />}
		</svg>
	);
}

function FullTile() {
	return (
		<>
			<rect width="48" height="48" className="fill-tile5" />
			<path d={LEAVES.join("")} className="fill-yellow" />
			<circle cx="24" cy="24" r="4.5" className="fill-tile5" />
		</>
	);
}

function PartTile({ level }: { level: Level }) {
	return (
		<>
			<rect
				x="0.6"
				y="0.6"
				width="46.8"
				height="46.8"
				strokeWidth="1.2"
				className={classNames("fill-paper", level === 0 ? "stroke-edge" : "stroke-green")}
			/>
			{LEAVES.map((leaf, index) =>
				index < level ? (
					<path key={leaf} d={leaf} className="fill-green" />
				) : (
					<path key={leaf} d={leaf} strokeWidth="1.2" strokeDasharray="2.4 2" className="fill-none stroke-edge" />
				),
			)}
		</>
	);
}

/** All six levels in a row, the current one larger and underlined; `names` puts each level's word under its tile. */
export function LevelRow({ current, names }: { current?: Level; names?: readonly string[] }) {
	return (
		<ol className={classNames("flex", names ? "flex-wrap gap-x-4 gap-y-4" : "items-end gap-1.5")}>
			{levels.map((level) => {
				const here = level === current;
				return (
					<li
						key={level}
						aria-current={here ? "step" : undefined}
						className={classNames(
							"flex flex-col",
							names ? "w-24 items-start" : "items-center",
							here ? "font-bold" : "",
						)}
					>
						<span className={classNames("tile-frame", here && "tile-frame-current")} aria-hidden="true">
							<LevelTile level={level} size={names ? 60 : here ? 76 : 42} />
						</span>
						<span className="mt-1 text-small">
							<span className={classNames("num", names && "font-semibold")}>{level}</span> {names?.[level]}
						</span>
					</li>
				);
			})}
		</ol>
	);
}
