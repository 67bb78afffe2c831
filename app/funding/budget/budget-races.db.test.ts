import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { decideAsRead as decide } from "#testing/as-read.ts";
import { budgetChangeOf, makeOfficers, type Wish } from "#testing/make-budget.ts";
import { makeFindings } from "#testing/make-findings.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeSubmittedApplication, takeUp } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { unallottedAccount } from "../accounts.ts";
import { envelopeBalances } from "../envelopes.server.ts";
import { confirmBudgetChange } from "./confirm-budget-change.server.ts";
import { proposeBudgetChange } from "./propose-budget-change.server.ts";

// Whatever comes at the same moment: what is booked fits, nothing is booked twice, and the rest is refused in words.

const MILLION = 1_000_000n;

let house: TestHouse;
let officers: [Actor, Actor];
beforeAll(async () => {
	house = await testHouse();
	officers = await makeOfficers(house.db);
});
afterAll(() => house.close());

const propose = (wish: Wish) => proposeBudgetChange(contextOf(house.db, officers[0]), budgetChangeOf(wish));
const confirm = (reference: string, actor = officers[1]) =>
	confirmBudgetChange(contextOf(house.db, actor), { reference });

/** How many succeeded, and by which refusals the others failed. */
async function outcomes(runs: readonly Promise<unknown>[]): Promise<{ done: number; refused: Record<string, number> }> {
	const refused: Record<string, number> = {};
	let done = 0;
	for (const outcome of await Promise.allSettled(runs)) {
		if (outcome.status === "fulfilled") {
			done++;
			continue;
		}
		const refusal = asRefusal(outcome.reason);
		if (!refusal) throw outcome.reason;
		refused[refusal.code] = (refused[refusal.code] ?? 0) + 1;
	}
	return { done, refused };
}

test("20 moves confirmed at once, of an envelope that fits 5, are 5", async () => {
	const [giver, ...takers] = await Promise.all([1, 2, 3, 4].map(() => makeAssociation(house.db)));
	const envelopes = { [giver ?? ""]: 50n * MILLION };
	const programmeId = await makeProgramme({ envelopes });
	const move = { programmeId, kind: "move", fromAssociation: giver, amountDong: 10n * MILLION } as const;
	const references = [];
	for (let at = 0; at < 20; at++)
		references.push(await propose({ ...move, toAssociation: takers[at % takers.length] }));
	const told = await outcomes(references.map((reference) => confirm(reference)));
	expect(told).toEqual({ done: 5, refused: { budget_refusal_envelope: 15 } });
	expect((await envelopeBalances(house.db, programmeId, giver ?? "")).availableDong).toBe(0n);
	const received = await Promise.all(takers.map((taker) => envelopeBalances(house.db, programmeId, taker)));
	expect(received.reduce((sum, { availableDong }) => sum + availableDong, 0n)).toBe(50n * MILLION);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("two associations that give to each other at once never wait for each other for ever", async () => {
	const [one, other] = [await makeAssociation(house.db), await makeAssociation(house.db)];
	const programmeId = await makeProgramme({ envelopes: { [one]: 100n * MILLION, [other]: 100n * MILLION } });
	const move = { programmeId, kind: "move", amountDong: MILLION } as const;
	const references = [];
	for (let at = 0; at < 10; at++) {
		references.push(await propose({ ...move, fromAssociation: one, toAssociation: other }));
		references.push(await propose({ ...move, fromAssociation: other, toAssociation: one }));
	}
	expect(await outcomes(references.map((reference) => confirm(reference)))).toEqual({ done: 20, refused: {} });
	expect((await envelopeBalances(house.db, programmeId, one)).availableDong).toBe(100n * MILLION);
});

test("one change confirmed by ten officers at once is booked once", async () => {
	const programmeId = await makeProgramme({ budgetDong: 100n * MILLION });
	const reference = await propose({ programmeId, kind: "cut", amountDong: 40n * MILLION });
	const many = await Promise.all(Array.from({ length: 10 }, () => makeStaff(house.db, "programme_officer")));
	const told = await outcomes(many.map((officer) => confirm(reference, officer)));
	expect(told).toEqual({ done: 1, refused: { house_refusal_moved_on: 9 } });
	expect(await balanceOf(house.db, unallottedAccount(programmeId))).toBe(60n * MILLION);
});

test("two allotments to one association at once cannot pass the limit of its assignment together", async () => {
	const associationId = await makeAssociation(house.db);
	const limit = house.db.updateTable("associationAssignment").set({ limitDong: 100n * MILLION });
	await limit.where("associationId", "=", associationId).execute();
	const programmeId = await makeProgramme();
	const wish = { programmeId, kind: "allot", toAssociation: associationId, amountDong: 60n * MILLION } as const;
	const references = [await propose(wish), await propose(wish), await propose(wish)];
	const told = await outcomes(references.map((reference) => confirm(reference)));
	expect(told).toEqual({ done: 1, refused: { programme_refusal_assignment_limit: 2 } });
});

test("approvals against an envelope that is taken back at the same moment: all of it is somewhere, once", async () => {
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500n * MILLION } });
	const applications = [];
	for (let each = 0; each < 10; each++) {
		const made = await makeSubmittedApplication(house.db, { programmeId, associationId });
		const { reference } = made;
		await takeUp(contextOf(house.db, reviewer), reference);
		applications.push(reference);
	}
	for (const reference of applications) await makeFindings(house.db, reviewer, reference);
	const wish = { programmeId, kind: "take-back", fromAssociation: associationId, amountDong: 300n * MILLION } as const;
	const takeBack = await propose(wish);
	const approvals = applications.map((reference) =>
		decide(contextOf(house.db, reviewer), {
			...{ reference, decisionId: randomUUID(), kind: "approve", lines: [], reasons: "Đạt." },
		} as Parameters<typeof decide>[1]),
	);
	const [approved, taken] = await Promise.all([outcomes(approvals), outcomes([confirm(takeBack)])]);
	const { availableDong, reservedDong } = await envelopeBalances(house.db, programmeId, associationId);
	expect(reservedDong).toBe(BigInt(approved.done) * 50n * MILLION);
	// Taken back or refused, and as many approved as then fit.
	expect([taken.done, approved.done]).toEqual(taken.done === 1 ? [1, 4] : [0, 10]);
	expect(availableDong).toBe(0n);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});
