import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import type { BudgetChangeKind, BudgetChangeState } from "./budget-change.states.ts";

type Words = typeof m.budget_kind_allot;

const kinds: Record<BudgetChangeKind, { name: Words; hint: Words }> = {
	allot: { name: m.budget_kind_allot, hint: m.budget_kind_allot_hint },
	move: { name: m.budget_kind_move, hint: m.budget_kind_move_hint },
	"take-back": { name: m.budget_kind_take_back, hint: m.budget_kind_take_back_hint },
	"top-up": { name: m.budget_kind_top_up, hint: m.budget_kind_top_up_hint },
	cut: { name: m.budget_kind_cut, hint: m.budget_kind_cut_hint },
};

/** "Điều chuyển hạn mức". */
export function budgetKindName(kind: BudgetChangeKind, locale: Locale): string {
	return kinds[kind].name({}, { locale });
}

/** Where the money comes from and goes to, in a sentence. */
export function budgetKindHint(kind: BudgetChangeKind, locale: Locale): string {
	return kinds[kind].hint({}, { locale });
}

const states: Record<BudgetChangeState, Words> = {
	proposed: m.budget_state_proposed,
	confirmed: m.budget_state_confirmed,
	declined: m.budget_state_declined,
	withdrawn: m.budget_state_withdrawn,
};

/** "Chờ người thứ hai". */
export function budgetStateName(state: BudgetChangeState, locale: Locale): string {
	return states[state]({}, { locale });
}

/** Whose the money is at the ends of a change: associations by their short names, the programme by what is unallotted. */
export function budgetRoute(
	change: { kind: BudgetChangeKind; fromName: string | null; toName: string | null },
	locale: Locale,
): string {
	const options = { locale };
	const { fromName, toName } = change;
	switch (change.kind) {
		case "top-up":
			return m.budget_route_top_up({}, options);
		case "cut":
			return m.budget_route_cut({}, options);
		case "allot":
			return m.budget_route_allot({ to: toName ?? "" }, options);
		case "take-back":
			return m.budget_route_take_back({ from: fromName ?? "" }, options);
		case "move":
			return m.budget_route_move({ from: fromName ?? "", to: toName ?? "" }, options);
	}
}
