import { Check, Clock, type LucideIcon, TimerOff } from "lucide-react";
import type { Validity } from "#app/application/validity.rules.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

const faces: Record<Validity["is"], { tone: Tone; icon: LucideIcon; words: () => string }> = {
	valid: { tone: "green", icon: Check, words: m.case_file_vault_valid },
	soon: { tone: "yellow", icon: Clock, words: m.case_file_vault_soon },
	ended: { tone: "neutral", icon: TimerOff, words: m.case_file_vault_ended },
};

/** Whether a document can still be used. */
export function ValidityTag({ validity }: { validity: Validity }) {
	const { tone, icon, words } = faces[validity.is];
	return (
		<Tag tone={tone} icon={icon}>
			{words()}
		</Tag>
	);
}

/** Until when, and how long that is. */
export function validityLine(validity: Validity): string {
	const date = formatDate(validity.until, getLocale());
	if (validity.is === "soon") {
		const { workingDays: days } = validity;
		return days === 0 ? m.case_file_vault_today_line({ date }) : m.case_file_vault_soon_line({ date, days });
	}
	return validity.is === "valid" ? m.case_file_vault_valid_line({ date }) : m.case_file_vault_ended_line({ date });
}
