/** The mark: a beam with a ball on its short end, on a yellow fulcrum. Always stands beside the name. */
export function Mark({ size = 30 }: { size?: number }) {
	return (
		<svg aria-hidden="true" focusable="false" width={size} height={size} viewBox="0 0 30 30" className="shrink-0">
			<path d="M16 15 22.4 27H9.8Z" className="fill-yellow" />
			<path d="M2.6 21.8 28 8.8" fill="none" stroke="currentColor" strokeWidth="3.2" />
			<circle cx="6.6" cy="13" r="3.4" fill="currentColor" />
		</svg>
	);
}
