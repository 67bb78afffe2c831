import { CheckCheck, type LucideIcon, Undo2, Users, X } from "lucide-react";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { CorrectionState } from "./correction.states.ts";

const faces: Record<CorrectionState, { icon: LucideIcon; tone: Tone; label: () => string }> = {
	proposed: { icon: Users, tone: "yellow", label: m.correction_state_proposed },
	confirmed: { icon: CheckCheck, tone: "green", label: m.correction_state_confirmed },
	declined: { icon: X, tone: "red", label: m.correction_state_declined },
	withdrawn: { icon: Undo2, tone: "neutral", label: m.correction_state_withdrawn },
};

/** The state of a correction: icon, word and tone. */
export function CorrectionStateTag({ state }: { state: CorrectionState }) {
	const { icon, tone, label } = faces[state];
	return (
		<Tag icon={icon} tone={tone}>
			{label()}
		</Tag>
	);
}
