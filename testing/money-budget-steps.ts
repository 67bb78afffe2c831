import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { BudgetChangeKind } from "#app/funding/budget/budget-change.states.ts";
import { confirmBudgetChange } from "#app/funding/budget/confirm-budget-change.server.ts";
import { proposeBudgetChange } from "#app/funding/budget/propose-budget-change.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { closeYear } from "#app/year-closing/close-year.server.ts";
import { confirmClosing } from "#app/year-closing/confirm-closing.server.ts";
import { proposeClosing } from "#app/year-closing/propose-closing.server.ts";
import { budgetChangeOf, JANUARY_AFTER } from "./make-budget.ts";
import { contextOf } from "./makers.ts";
import type { MoneyModel } from "./money-model.ts";
import { type MoneyStep, step } from "./money-step.ts";

/* Two officers change the budget: whatever a walk does meanwhile, what they move is there or they are told that it is not. */

/** What is there to be moved, and where it goes: associations by number, the programme's own money as null. */
type Route = { from: number | null; to: number | null };

const places: Record<BudgetChangeKind, (association: number) => Route> = {
	allot: (to) => ({ from: null, to }),
	"take-back": (from) => ({ from, to: null }),
	move: (from) => ({ from, to: 1 - from }),
	"top-up": () => ({ from: null, to: null }),
	cut: () => ({ from: null, to: null }),
};

function leftAt(model: MoneyModel, kind: BudgetChangeKind, { from }: Route): bigint | null {
	if (kind === "top-up") return null;
	return from === null ? model.unallottedDong : model.purse(from).available;
}

function book(model: MoneyModel, kind: BudgetChangeKind, { from, to }: Route, amountDong: bigint): void {
	const put = (association: number | null, sign: bigint) => {
		if (association === null) model.unallottedDong += sign * amountDong;
		else model.allotted[association] = (model.allotted[association] ?? 0n) + sign * amountDong;
	};
	if (kind !== "top-up") put(from, -1n);
	if (kind !== "cut") put(to, 1n);
}

/** Up to 60 million at a time: two or three of them empty an envelope. */
const changeOf = (kind: BudgetChangeKind): fc.Arbitrary<MoneyStep> =>
	fc.record({ association: fc.nat(1), millions: fc.integer({ min: 1, max: 60 }) }).chain(({ association, millions }) =>
		step(
			kind,
			() => [null],
			() => true,
			(_nothing, model, house) => {
				const amountDong = BigInt(millions) * 1_000_000n;
				const route = places[kind](association);
				const left = leftAt(model, kind, route);
				const idOf = (number: number | null) => (number === null ? null : (house.associations[number]?.id ?? null));
				return {
					allowed: left === null || amountDong <= left,
					run: async () => {
						const [proposer, confirmer] = house.officers;
						const wish = { programmeId: house.programmeId, kind, amountDong };
						const sides = { fromAssociation: idOf(route.from), toAssociation: idOf(route.to) };
						const change = budgetChangeOf({ ...wish, ...sides });
						const reference = await proposeBudgetChange(contextOf(house.db, proposer), change);
						await confirmBudgetChange(contextOf(house.db, confirmer), { reference });
					},
					done: () => book(model, kind, route, amountDong),
				};
			},
		),
	);

export const allot = changeOf("allot");
export const moveBudget = changeOf("move");
export const takeBack = changeOf("take-back");
export const topUp = changeOf("top-up");
export const cut = changeOf("cut");

/**
 * The year is closed, by two officers and a job that runs twice at once. A walk's days do not pass, so that it goes on as
 * if the year had not ended, with what the programme allots anew. Mostly late, since little is left to do then.
 */
export const closeTheYear = fc.nat(7).chain((luck) =>
	step(
		"close the year",
		() => [null],
		(_nothing, { yearIsClosed }) => !yearIsClosed && luck === 0,
		(_nothing, model, house) => ({
			allowed: !model.yearIsClosed,
			run: async () => {
				const [proposer, confirmer] = house.officers;
				const closing = { closingId: randomUUID(), programmeId: house.programmeId, year: 2026 };
				const reference = await proposeClosing(contextOf(house.db, proposer, JANUARY_AFTER), closing);
				await confirmClosing(contextOf(house.db, confirmer, JANUARY_AFTER), { reference });
				const job = { ...systemContext("year.close", JANUARY_AFTER), db: house.db };
				await Promise.all([closeYear(job, closing), closeYear(job, closing)]);
			},
			done: () => model.closeYear(),
		}),
	),
);
