import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { LinkedText } from "./reference-link.tsx";

/** What is wrong with a field and how to mend it. The field points here with `aria-describedby`; references in it lead where the page says. */
export function ErrorText({ id, children }: { id?: string; children: ReactNode }) {
	return (
		<p id={id} className="field-error">
			<Icon of={CircleAlert} />
			<span>{typeof children === "string" ? <LinkedText text={children} /> : children}</span>
		</p>
	);
}
