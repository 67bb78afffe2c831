import { markedParts } from "./search-words.ts";

/** A text in which what was looked for stands out. */
export function Marked({ text, search }: { text: string; search: string }) {
	return (
		<>
			{markedParts(text, search).map((part, at) =>
				part.found ? (
					// biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
					<strong key={at} className="font-bold text-ink">
						{part.text}
					</strong>
				) : (
					part.text
				),
			)}
		</>
	);
}
