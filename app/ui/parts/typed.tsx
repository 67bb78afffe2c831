import { getLocale } from "#messages/runtime.js";
import { LinkedText } from "./reference-link.tsx";

/**
 * What a person typed, as it is: Vietnamese on an English page too, which is told to whoever has pages read aloud (WCAG
 * 2.2, 3.1.2). References in it that may be opened are links. A name that stands alone needs none of this.
 */
export function Typed({ text }: { text: string }) {
	return (
		<span lang={getLocale() === "vi" ? undefined : "vi"}>
			<LinkedText text={text} />
		</span>
	);
}
