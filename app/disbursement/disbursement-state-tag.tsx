import { Banknote, CalendarClock, CircleQuestionMark, type LucideIcon, Send, Undo2, X } from "lucide-react";
import type { Rail } from "#app/programme/programme.rules.ts";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { DisbursementState } from "./disbursement.states.ts";

const faces: Record<DisbursementState, { icon: LucideIcon; tone: Tone; label: (by: { rail: Rail }) => string }> = {
	scheduled: { icon: CalendarClock, tone: "blue", label: m.disbursement_state_scheduled },
	sent: { icon: Send, tone: "blue", label: m.disbursement_state_sent },
	unknown: { icon: CircleQuestionMark, tone: "yellow", label: m.disbursement_state_unknown },
	paid: { icon: Banknote, tone: "green", label: m.disbursement_state_paid },
	failed: { icon: Undo2, tone: "red", label: m.disbursement_state_failed },
	cancelled: { icon: X, tone: "red", label: m.disbursement_state_cancelled },
};

/** The state of a payment: icon, word and tone. */
export function DisbursementStateTag({ state, rail }: { state: DisbursementState; rail: Rail }) {
	const { icon, tone, label } = faces[state];
	return (
		<Tag icon={icon} tone={tone}>
			{label({ rail })}
		</Tag>
	);
}
