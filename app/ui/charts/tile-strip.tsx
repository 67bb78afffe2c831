import { useId } from "react";
import { LEAVES } from "./leaves.ts";

/** The strip of cement tiles: the level-5 tile and a white one in turn. Under the home hero (24 px) and above the footer (12 px). */
export function TileStrip({ size }: { size: 12 | 24 }) {
	const id = useId();
	return (
		<svg aria-hidden="true" focusable="false" width="100%" height={size} className="block">
			<defs>
				<pattern id={id} width={size * 2} height={size} patternUnits="userSpaceOnUse" viewBox="0 0 96 48">
					<rect width="48" height="48" className="fill-tile5" />
					<rect x="48" width="48" height="48" className="fill-paper" />
					<path d={LEAVES.join("")} className="fill-yellow" />
					<circle cx="24" cy="24" r="4.5" className="fill-tile5" />
					<path d={LEAVES.join("")} transform="translate(48 0)" className="fill-tile5" />
				</pattern>
			</defs>
			<rect width="100%" height={size} fill={`url(#${id})`} />
		</svg>
	);
}
