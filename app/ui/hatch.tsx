/** Stripes for SVG: reserved money and the peers' band. Fill with `url(#id)`. */
export function Hatch({ id, width = 8 }: { id: string; width?: number }) {
	return (
		<pattern id={id} width={width} height={width} patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
			<rect width={width} height={width} className="fill-paper" />
			<rect width={width / 2} height={width} className="fill-yellow" />
		</pattern>
	);
}
