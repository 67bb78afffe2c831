import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export type Tone = "neutral" | "blue" | "green" | "yellow" | "red" | "outline" | "solid";

/** A state: icon, word and tone together, never colour alone. */
export function Tag({ tone, icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
	return (
		<span className={`tag tag-${tone}`}>
			<Icon of={icon} size={16} />
			{children}
		</span>
	);
}
