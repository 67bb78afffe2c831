import { Check, CornerUpLeft, Inbox, type LucideIcon, Pencil, Undo2, X } from "lucide-react";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import type { ClaimState } from "./claim.states.ts";

const faces: Record<ClaimState | "given-up", { icon: LucideIcon; tone: Tone; label: () => string }> = {
	draft: { icon: Pencil, tone: "outline", label: m.claim_state_draft },
	submitted: { icon: Inbox, tone: "blue", label: m.claim_state_submitted },
	verified: { icon: Check, tone: "green", label: m.claim_state_verified },
	returned: { icon: CornerUpLeft, tone: "yellow", label: m.claim_state_returned },
	refused: { icon: X, tone: "red", label: m.claim_state_refused },
	"given-up": { icon: Undo2, tone: "outline", label: m.claim_state_given_up },
};

/** The state of a claim: icon, word and tone. */
export function ClaimStateTag({ state }: { state: ClaimState | "given-up" }) {
	const { icon, tone, label } = faces[state];
	return (
		<Tag icon={icon} tone={tone}>
			{label()}
		</Tag>
	);
}
