/** Stripes for SVG: reserved money, and finer ones (`soft`) for the peers' band. Fill with `url(#id)`. */
export function Hatch({ id, width = 8, soft }: { id: string; width?: number; soft?: boolean }) {
	return (
		<pattern
			id={id}
			width={width}
			height={width}
			patternUnits="userSpaceOnUse"
			patternTransform={soft ? "rotate(45)" : "rotate(-45)"}
		>
			<rect width={width} height={width} className={soft ? "fill-yellow-wash" : "fill-paper"} />
			<rect width={soft ? width / 3 : width / 2} height={width} className="fill-yellow" />
		</pattern>
	);
}
