/** The mark: a beam with a ball on its short end, on a yellow fulcrum. Always stands beside the name. */
export function Mark({ size = 30 }: { size?: number }) {
	return (
		<svg aria-hidden="true" focusable="false" width={size} height={size} viewBox="0 0 30 30" className="shrink-0">
			<path d="M15.2 16.4 21 26H9.6Z" className="fill-yellow" />
			<path d="M3 19.2 27.2 8" fill="none" stroke="currentColor" strokeWidth="3.4" />
			<circle cx="7.6" cy="11" r="3.6" fill="currentColor" />
		</svg>
	);
}
