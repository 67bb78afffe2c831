import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { budgetChangeOf, makeBudgetChange, makeOfficers, type Wish } from "#testing/make-budget.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { appropriationAccount, unallottedAccount } from "../accounts.ts";
import { envelopeBalances } from "../envelopes.server.ts";
import { budgetChangePage } from "./budget-change-page.server.ts";
import { budgetPage } from "./budget-page.server.ts";
import { confirmBudgetChange } from "./confirm-budget-change.server.ts";
import { declineBudgetChange } from "./decline-budget-change.server.ts";
import { proposeBudgetChange } from "./propose-budget-change.server.ts";
import { withdrawBudgetChange } from "./withdraw-budget-change.server.ts";

let house: TestHouse;
let officers: [Actor, Actor];
beforeAll(async () => {
	house = await testHouse();
	officers = await makeOfficers(house.db);
});
afterAll(() => house.close());

const ctx = (actor: Actor) => contextOf(house.db, actor);
const change = (wish: Wish) => makeBudgetChange(house.db, wish, { officers });
const propose = (wish: Wish, actor = officers[0]) => proposeBudgetChange(ctx(actor), budgetChangeOf(wish));
const confirm = (reference: string, actor = officers[1]) => confirmBudgetChange(ctx(actor), { reference });

/** A programme of 1,000 đồng, of which two associations have 400 and 100. */
async function place() {
	const [one, other] = [await makeAssociation(house.db), await makeAssociation(house.db)];
	const programmeId = await makeProgramme({ budgetDong: 1_000n, envelopes: { [one]: 400n, [other]: 100n } });
	const available = async (associationId: string) =>
		(await envelopeBalances(house.db, programmeId, associationId)).availableDong;
	return {
		programmeId,
		one,
		other,
		stands: async () => ({
			budget: -(await balanceOf(house.db, appropriationAccount(programmeId))),
			unallotted: await balanceOf(house.db, unallottedAccount(programmeId)),
			one: await available(one),
			other: await available(other),
		}),
	};
}

async function setLimit(associationId: string, limitDong: bigint) {
	await house.db
		.updateTable("associationAssignment")
		.set({ limitDong })
		.where("associationId", "=", associationId)
		.execute();
}

const before = { budget: 1_000n, unallotted: 500n, one: 400n, other: 100n };

describe("what each kind does once another has confirmed it", () => {
	test.each([
		["top-up", {}, { ...before, budget: 1_200n, unallotted: 700n }],
		["cut", {}, { ...before, budget: 800n, unallotted: 300n }],
		["allot", { to: "other" }, { ...before, unallotted: 300n, other: 300n }],
		["take-back", { from: "one" }, { ...before, unallotted: 700n, one: 200n }],
		["move", { from: "one", to: "other" }, { ...before, one: 200n, other: 300n }],
	] as const)("%s", async (kind, sides: { from?: "one"; to?: "other" }, after) => {
		const { programmeId, stands, ...associations } = await place();
		const fromAssociation = sides.from ? associations[sides.from] : null;
		const toAssociation = sides.to ? associations[sides.to] : null;
		const reference = await propose({ programmeId, kind, fromAssociation, toAssociation, amountDong: 200n });
		expect(reference).toMatch(/^NS-2026-\d{4}$/);
		expect(await stands()).toEqual(before);
		const proposed = await budgetChangePage(house.db, reference);
		await confirm(reference);
		expect(await stands()).toEqual(after);
		const confirmed = await budgetChangePage(house.db, reference);
		expect(confirmed).toMatchObject({ state: "confirmed", ends: proposed?.ends });
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});

	test("opens an envelope for who had none", async () => {
		const { programmeId, one } = await place();
		const third = await makeAssociation(house.db);
		await change({ programmeId, kind: "move", fromAssociation: one, toAssociation: third, amountDong: 400n });
		expect((await envelopeBalances(house.db, programmeId, third)).availableDong).toBe(400n);
	});
});

describe("two persons", () => {
	test("whoever proposed it cannot confirm or decline it, by the command and by the database", async () => {
		const { programmeId, stands } = await place();
		const reference = await propose({ programmeId, kind: "cut", amountDong: 1n });
		const own = { code: "budget_refusal_proposed_by_you" };
		await expect(confirm(reference, officers[0])).rejects.toMatchObject(own);
		await expect(declineBudgetChange(ctx(officers[0]), { reference, reason: "Không." })).rejects.toMatchObject(own);
		const alone = sql`update budget_change set state = 'confirmed', ended_at = now(), ended_by = proposed_by,
			ended_by_name = 'x', booked_as = 'x' where reference = ${reference}`;
		await expect(alone.execute(house.db)).rejects.toMatchObject({ constraint: "budget_change_two_persons" });
		expect(await stands()).toEqual(before);
	});

	test("another cannot withdraw it; its proposer can, once and again", async () => {
		const { programmeId } = await place();
		const reference = await propose({ programmeId, kind: "cut", amountDong: 1n });
		const withdraw = (actor: Actor) => withdrawBudgetChange(ctx(actor), { reference });
		await expect(withdraw(officers[1])).rejects.toMatchObject({ code: "budget_refusal_not_proposed_by_you" });
		await withdraw(officers[0]);
		await withdraw(officers[0]);
		await expect(confirm(reference)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
	});

	test("declined, it says why and books nothing", async () => {
		const { programmeId, stands } = await place();
		const reference = await propose({ programmeId, kind: "cut", amountDong: 1n });
		const decline = () => declineBudgetChange(ctx(officers[1]), { reference, reason: "Chưa cần." });
		await decline();
		await decline();
		expect(await budgetChangePage(house.db, reference)).toMatchObject({ state: "declined", endReason: "Chưa cần." });
		await expect(confirm(reference)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		expect(await stands()).toEqual(before);
	});

	test("confirmed by the same person again, or proposed with the same form, it is booked once", async () => {
		const { programmeId, stands } = await place();
		const wish = budgetChangeOf({ programmeId, kind: "cut", amountDong: 100n });
		const reference = await proposeBudgetChange(ctx(officers[0]), wish);
		expect(await proposeBudgetChange(ctx(officers[0]), wish)).toBe(reference);
		await confirm(reference);
		await confirm(reference);
		expect(await stands()).toMatchObject({ budget: 900n });
	});

	test("is for the city's officers with a second factor", async () => {
		const { programmeId } = await place();
		const reference = await propose({ programmeId, kind: "cut", amountDong: 1n });
		const others = [
			await makeStaff(house.db, "administrator"),
			{ ...officers[1], secondFactor: false },
			await makeStaff(house.db, "finance_officer"),
			await makeStaff(house.db, "auditor"),
			await makeStaff(house.db, "association_manager", "hoi"),
			await makePerson(house.db),
		];
		for (const actor of others) {
			const refused = { code: "house_refusal_not_yours", status: 403 };
			await expect(propose({ programmeId, kind: "cut", amountDong: 1n }, actor)).rejects.toMatchObject(refused);
			await expect(confirm(reference, actor)).rejects.toMatchObject(refused);
			await expect(declineBudgetChange(ctx(actor), { reference, reason: "x" })).rejects.toMatchObject(refused);
			await expect(withdrawBudgetChange(ctx(actor), { reference })).rejects.toMatchObject(refused);
		}
		await confirm(reference);
	});
});

describe("what does not fit is refused with what is left, when it is proposed and when it is confirmed", () => {
	test("more than is unallotted", async () => {
		const { programmeId, one } = await place();
		const facts = { left: 500n, asked: 501n };
		for (const kind of ["cut", "allot"] as const) {
			const toAssociation = kind === "allot" ? one : null;
			const wish = { programmeId, kind, toAssociation, amountDong: 501n };
			await expect(propose(wish)).rejects.toMatchObject({
				code: "programme_refusal_budget",
				facts,
				field: "amountDong",
			});
		}
	});

	test("more than an association has not awarded, also where it has no envelope", async () => {
		const { programmeId, one } = await place();
		const wish = { programmeId, kind: "take-back", fromAssociation: one, amountDong: 401n } as const;
		const left = (leftDong: bigint) => ({ code: "budget_refusal_envelope", facts: { left: leftDong, asked: 401n } });
		await expect(propose(wish)).rejects.toMatchObject(left(400n));
		const fromAssociation = await makeAssociation(house.db);
		await expect(propose({ ...wish, fromAssociation })).rejects.toMatchObject(left(0n));
	});

	test("more than the limit of the assignment of who receives it, or without one", async () => {
		const { programmeId, one, other } = await place();
		await setLimit(other, 300n);
		const wish = { programmeId, kind: "move", fromAssociation: one, toAssociation: other, amountDong: 201n } as const;
		await expect(propose(wish)).rejects.toMatchObject({
			code: "programme_refusal_assignment_limit",
			facts: { limit: 300n, allotted: 100n, asked: 201n },
		});
		const waiting = await propose({ ...wish, amountDong: 200n });
		const ended = house.db.updateTable("associationAssignment").set({ validTo: "2026-09-07" });
		await ended.where("associationId", "=", other).execute();
		await expect(confirm(waiting)).rejects.toMatchObject({ code: "programme_refusal_no_assignment" });
		// Taking money away needs none.
		await change({ programmeId, kind: "take-back", fromAssociation: other, amountDong: 100n });
	});

	test("what was there when it was proposed and is gone", async () => {
		const { programmeId, one, stands } = await place();
		const wish = { programmeId, kind: "take-back", fromAssociation: one, amountDong: 300n } as const;
		const [first, second] = [await propose(wish), await propose(wish)];
		await confirm(first);
		await expect(confirm(second)).rejects.toMatchObject({
			code: "budget_refusal_envelope",
			facts: { left: 100n, asked: 300n },
			field: undefined,
		});
		expect(await stands()).toMatchObject({ one: 100n, unallotted: 800n });
	});

	test("a decision of the city with a day to come", async () => {
		const { programmeId } = await place();
		const wish = { ...budgetChangeOf({ programmeId, kind: "cut", amountDong: 1n }), documentOn: "2026-09-09" };
		await expect(proposeBudgetChange(ctx(officers[0]), wish)).rejects.toMatchObject({
			code: "budget_refusal_document_on",
			field: "documentOn",
		});
	});
});

describe("what the database keeps by itself", () => {
	test.each([
		["changes what was proposed", "update budget_change set amount_dong = 2", "budget_change_kept"],
		["opens again what has ended", "update budget_change set state = 'proposed'", "budget_change_kept"],
	])("nobody %s", async (_what, statement, constraint) => {
		const { programmeId } = await place();
		const reference = await change({ programmeId, kind: "cut", amountDong: 1n });
		await expect(sql.raw(`${statement} where reference = '${reference}'`).execute(house.owner)).rejects.toMatchObject({
			constraint,
		});
	});

	test("nobody writes one that is confirmed already, or of the wrong shape", async () => {
		const { programmeId, one } = await place();
		const row = {
			...{ programmeId, amountDong: 1n, reason: "x", documentNumber: "1", documentOn: "2026-01-01" },
			...{ proposedAt: now(), proposedBy: "a", proposedByName: "a" },
		};
		const insert = (id: string, more: { kind: string; state: string; fromAssociation?: string }) =>
			house.db
				.insertInto("budgetChange")
				.values({ id, reference: id, ...row, ...more })
				.execute();
		const id = "7f0c4f9e-58a5-4f57-9d0e-0d5a2f7d6f11";
		const confirmed = insert(id, { kind: "cut", state: "confirmed" });
		await expect(confirmed).rejects.toMatchObject({ constraint: "budget_change_proposed_first" });
		const sides = insert(id, { kind: "cut", state: "proposed", fromAssociation: one });
		await expect(sides).rejects.toMatchObject({ constraint: "budget_change_sides" });
	});
});

test("the page begins with what is open, by its money, and ends with what is closed, the newest first", async () => {
	const year = (opensOn: string, closesOn: string, budgetDong: bigint) =>
		makeProgramme({ opensOn, closesOn, budgetDong });
	const older = await year("2024-01-05", "2024-12-31", 90_000_000_000n);
	const closed = await year("2025-01-05", "2025-12-31", 80_000_000_000n);
	const pilot = await year("2026-06-01", "2026-12-31", 200_000_000n);
	const main = await year("2026-01-05", "2026-12-31", 38_000_000_000n);
	const { programmes } = await budgetPage(house.db, "2026-09-08");
	const made = [older, closed, pilot, main];
	const ofThese = programmes.filter(({ id }) => made.includes(id));
	expect(ofThese.map(({ id }) => id)).toEqual([main, pilot, closed, older]);
	expect(ofThese.map(({ isClosed }) => isClosed)).toEqual([false, false, true, true]);
});
