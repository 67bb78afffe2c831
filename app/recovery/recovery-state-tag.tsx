import { Ban, ClockAlert, Hourglass, type LucideIcon, MessageSquare, RotateCcw, Users } from "lucide-react";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { Standing } from "./recovery.rules.ts";
import type { RecoveryState } from "./recovery.states.ts";

const faces: Record<RecoveryState, { icon: LucideIcon; tone: Tone; label: () => string }> = {
	drafted: { icon: Users, tone: "blue", label: m.recovery_state_drafted },
	notified: { icon: Hourglass, tone: "yellow", label: m.recovery_state_notified },
	contested: { icon: MessageSquare, tone: "yellow", label: m.recovery_state_contested },
	due: { icon: RotateCcw, tone: "blue", label: m.recovery_state_due },
	settled: { icon: RotateCcw, tone: "neutral", label: m.recovery_state_settled },
	dropped: { icon: Ban, tone: "neutral", label: m.recovery_state_dropped },
};

/** The state of a recovery; while a day to pay has passed, that instead. */
export function RecoveryStateTag({ state, standing }: { state: RecoveryState; standing?: Standing }) {
	if (standing && standing.overdueDong > 0n && state !== "contested") {
		return (
			<Tag icon={ClockAlert} tone="red">
				{m.recovery_overdue()}
			</Tag>
		);
	}
	const { icon, tone, label } = faces[state];
	return (
		<Tag icon={icon} tone={tone}>
			{label()}
		</Tag>
	);
}
