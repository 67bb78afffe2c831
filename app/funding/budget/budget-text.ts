import { briefAssociationName } from "#app/association/association-name.ts";
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

type Ends = { fromVi: string | null; fromEn: string | null; toVi: string | null; toEn: string | null };

/** The associations at the ends of a change, by their names without the city; empty where an end is none. */
export function budgetEnds({ fromVi, fromEn, toVi, toEn }: Ends, locale: Locale): { from: string; to: string } {
	return {
		from: briefAssociationName({ nameVi: fromVi ?? "", nameEn: fromEn ?? "" }, locale),
		to: briefAssociationName({ nameVi: toVi ?? "", nameEn: toEn ?? "" }, locale),
	};
}

/** Whose the money is at the ends of a change: associations by their names, the programme by what is unallotted. */
export function budgetRoute(change: { kind: BudgetChangeKind } & Ends, locale: Locale): string {
	const options = { locale };
	const { from, to } = budgetEnds(change, locale);
	switch (change.kind) {
		case "top-up":
			return m.budget_route_top_up({}, options);
		case "cut":
			return m.budget_route_cut({}, options);
		case "allot":
			return m.budget_route_allot({ to }, options);
		case "take-back":
			return m.budget_route_take_back({ from }, options);
		case "move":
			return m.budget_route_move({ from, to }, options);
	}
}
