type Props = {
	/** One sentence: where you stand in the group. */
	label: string;
	/** The middle half of the group and its median, 0 to 100; none when the group is too small to be shown. */
	group?: { low: number; middle: number; high: number };
	you: number;
};

/** Where one value lies in its group, small enough for a table's cell. */
export function Strip({ label, group, you }: Props) {
	return (
		<svg role="img" aria-label={label} width="132" height="16" viewBox="-6 0 132 16" className="strip">
			<line x1="0" x2="120" y1="8" y2="8" strokeWidth="1.5" className="stroke-line" />
			{group ? (
				<>
					<rect
						x={group.low * 1.2}
						width={(group.high - group.low) * 1.2}
						y="3"
						height="10"
						className="fill-yellow opacity-60"
					/>
					<line
						x1={group.middle * 1.2}
						x2={group.middle * 1.2}
						y1="1"
						y2="15"
						strokeWidth="2"
						className="stroke-yellow-ink"
					/>
				</>
			) : null}
			<circle cx={you * 1.2} cy="8" r="5" strokeWidth="1.5" className="fill-green stroke-paper" />
		</svg>
	);
}
