/** A sentence in which a reference number or code stays on one line, hyphens and all. */
export function Unbroken({ text, part }: { text: string; part: string }) {
	const at = text.indexOf(part);
	if (at < 0) return text;
	return (
		<>
			{text.slice(0, at)}
			<span className="whitespace-nowrap">{part}</span>
			{text.slice(at + part.length)}
		</>
	);
}
