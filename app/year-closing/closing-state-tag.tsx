import { CalendarClock, Check, type LucideIcon, Undo2, Users, X } from "lucide-react";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { YearClosingState } from "./year-closing.states.ts";

const faces: Record<YearClosingState, { icon: LucideIcon; tone: Tone; name: () => string }> = {
	proposed: { icon: Users, tone: "yellow", name: m.budget_closing_state_proposed },
	confirmed: { icon: CalendarClock, tone: "blue", name: m.budget_closing_state_confirmed },
	done: { icon: Check, tone: "green", name: m.budget_closing_state_done },
	declined: { icon: X, tone: "red", name: m.budget_closing_state_declined },
	withdrawn: { icon: Undo2, tone: "neutral", name: m.budget_closing_state_withdrawn },
};

/** The state of a closing: icon, word and tone. */
export function ClosingStateTag({ state }: { state: YearClosingState }) {
	const { icon, tone, name } = faces[state];
	return (
		<Tag icon={icon} tone={tone}>
			{name()}
		</Tag>
	);
}
