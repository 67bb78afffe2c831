import { Check, type LucideIcon, Undo2, Users, X } from "lucide-react";
import { Tag, type Tone } from "#app/ui/parts/tag.tsx";
import { getLocale } from "#messages/runtime.js";
import type { BudgetChangeState } from "./budget-change.states.ts";
import { budgetStateName } from "./budget-text.ts";

const faces: Record<BudgetChangeState, { icon: LucideIcon; tone: Tone }> = {
	proposed: { icon: Users, tone: "yellow" },
	confirmed: { icon: Check, tone: "green" },
	declined: { icon: X, tone: "red" },
	withdrawn: { icon: Undo2, tone: "neutral" },
};

/** The state of a change of the budget: icon, word and tone. */
export function BudgetStateTag({ state }: { state: BudgetChangeState }) {
	return <Tag {...faces[state]}>{budgetStateName(state, getLocale())}</Tag>;
}
