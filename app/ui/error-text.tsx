import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** What is wrong with a field and how to mend it. The field points here with `aria-describedby`. */
export function ErrorText({ id, children }: { id?: string; children: ReactNode }) {
	return (
		<p id={id} className="field-error">
			<Icon of={CircleAlert} />
			<span>{children}</span>
		</p>
	);
}
