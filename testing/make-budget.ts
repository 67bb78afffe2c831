import { randomUUID } from "node:crypto";
import { confirmBudgetChange } from "#app/funding/budget/confirm-budget-change.server.ts";
import { type NewBudgetChange, proposeBudgetChange } from "#app/funding/budget/propose-budget-change.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { closeYear } from "#app/year-closing/close-year.server.ts";
import { confirmClosing } from "#app/year-closing/confirm-closing.server.ts";
import { proposeClosing } from "#app/year-closing/propose-closing.server.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf, makeStaff } from "./makers.ts";

export type Wish = Pick<NewBudgetChange, "programmeId" | "kind" | "amountDong"> &
	Partial<Pick<NewBudgetChange, "fromAssociation" | "toAssociation">>;

/** What a change of the budget rests on, where it does not matter. */
export function budgetChangeOf(wish: Wish): NewBudgetChange {
	const document = { documentNumber: "12/QĐ-UBND", documentOn: "2026-01-02" };
	return { fromAssociation: null, toAssociation: null, changeId: randomUUID(), ...document, reason: "Thử.", ...wish };
}

/** Two programme officers. */
export async function makeOfficers(db: Database): Promise<[Actor, Actor]> {
	return [await makeStaff(db, "programme_officer"), await makeStaff(db, "programme_officer")];
}

/** A change of the budget that one officer proposed and another confirmed; two of its own unless given. Its reference. */
export async function makeBudgetChange(
	db: Database,
	wish: Wish,
	{ officers, now }: { officers?: [Actor, Actor]; now?: Date } = {},
): Promise<string> {
	const [proposer, confirmer] = officers ?? (await makeOfficers(db));
	const reference = await proposeBudgetChange(contextOf(db, proposer, now), budgetChangeOf(wish));
	await confirmBudgetChange(contextOf(db, confirmer, now), { reference });
	return reference;
}

export const JANUARY_AFTER = new Date("2027-01-08T03:00:00Z");

/** The closing of a year that one officer proposed, another confirmed and the job did. Its reference. */
export async function makeClosing(db: Database, { programmeId, year }: { programmeId: string; year: number }) {
	const [proposer, confirmer] = await makeOfficers(db);
	const closingId = randomUUID();
	const closing = { closingId, programmeId, year };
	const reference = await proposeClosing(contextOf(db, proposer, JANUARY_AFTER), closing);
	await confirmClosing(contextOf(db, confirmer, JANUARY_AFTER), { reference });
	await closeYear({ ...systemContext("year.close", JANUARY_AFTER), db }, { closingId });
	return reference;
}
