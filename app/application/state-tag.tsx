import {
	Ban,
	CheckCheck,
	FileSignature,
	Inbox,
	type LucideIcon,
	Pause,
	Pencil,
	PenLine,
	Search,
	TimerOff,
	Undo2,
	Users,
	X,
} from "lucide-react";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { getLocale } from "#messages/runtime.js";
import type { ApplicationState } from "./application.states.ts";
import { stateLabel } from "./application-text.ts";

const faces: Record<ApplicationState, { icon: LucideIcon; tone: Tone }> = {
	draft: { icon: Pencil, tone: "outline" },
	submitted: { icon: Inbox, tone: "blue" },
	in_review: { icon: Search, tone: "blue" },
	changes_requested: { icon: Pause, tone: "yellow" },
	recommended: { icon: Users, tone: "blue" },
	approved: { icon: PenLine, tone: "yellow" },
	rejected: { icon: X, tone: "red" },
	agreed: { icon: FileSignature, tone: "green" },
	completed: { icon: CheckCheck, tone: "solid" },
	lapsed: { icon: TimerOff, tone: "neutral" },
	withdrawn: { icon: Undo2, tone: "neutral" },
	cancelled: { icon: Ban, tone: "neutral" },
};

/** The state of an application: icon, word and tone. */
export function StateTag({ state }: { state: ApplicationState }) {
	const { icon, tone } = faces[state];
	return (
		<Tag icon={icon} tone={tone}>
			{stateLabel(state, getLocale())}
		</Tag>
	);
}
