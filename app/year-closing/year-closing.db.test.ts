import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { ceilingUsedAccount, unallottedAccount } from "#app/funding/accounts.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { lapseAndTell } from "#app/jobs/agreement.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { acceptAsRead as acceptAgreement } from "#testing/as-read.ts";
import { JANUARY_AFTER, makeBudgetChange, makeOfficers } from "#testing/make-budget.ts";
import { makeAgreed } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeApprovedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { closeYear } from "./close-year.server.ts";
import { closingPage } from "./closing-page.server.ts";
import { closingPreview } from "./closing-preview.server.ts";
import { findClosing } from "./closings.server.ts";
import { confirmClosing } from "./confirm-closing.server.ts";
import { declineClosing } from "./decline-closing.server.ts";
import { lapseForClosing } from "./lapse-for-closing.server.ts";
import { proposeClosing } from "./propose-closing.server.ts";
import { withdrawClosing } from "./withdraw-closing.server.ts";

const MILLION = 1_000_000n;
const DECEMBER = new Date("2026-12-30T03:00:00Z");

let house: TestHouse;
let officers: [Actor, Actor];
beforeAll(async () => {
	house = await testHouse();
	officers = await makeOfficers(house.db);
});
afterAll(() => house.close());

const ctx = (actor: Actor, now = JANUARY_AFTER) => contextOf(house.db, actor, now);
const run = (closingId: string) => closeYear(systemContext("year.close", JANUARY_AFTER), { closingId });

/** 500 million for one association: two reservations of 50 million, and one agreement. */
async function place(yearEndReservations: "lapse" | "carry-over" = "lapse") {
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const envelopes = { [associationId]: 500n * MILLION };
	const programmeId = await makeProgramme({
		budgetDong: 600n * MILLION,
		envelopes,
		rules: rulesWith({ yearEndReservations }),
	});
	const wishes = { programmeId, associationId, reviewer };
	const reserved = [
		await makeApprovedApplication(house.db, wishes),
		await makeApprovedApplication(house.db, wishes),
	] as const;
	const agreed = await makeAgreed(house.db, wishes);
	const stateOf = async (id: string) => {
		const row = house.db.selectFrom("application").select("state").where("id", "=", id);
		return (await row.executeTakeFirstOrThrow()).state;
	};
	return {
		...{ programmeId, associationId, reserved, agreed, stateOf },
		stands: async () => ({
			...(await envelopeBalances(house.db, programmeId, associationId)),
			unallottedDong: await balanceOf(house.db, unallottedAccount(programmeId)),
		}),
	};
}

async function propose(programmeId: string, { year = 2026, now = JANUARY_AFTER } = {}) {
	const closingId = randomUUID();
	const reference = await proposeClosing(ctx(officers[0], now), { closingId, programmeId, year });
	return { closingId, reference };
}

async function confirmed(programmeId: string) {
	const closing = await propose(programmeId);
	await confirmClosing(ctx(officers[1]), closing);
	return closing;
}

const closed = { availableDong: 0n, committedDong: 50n * MILLION, payableDong: 0n, paidDong: 0n };

test("where they lapse, reservations go back with what is free; what is agreed stays", async () => {
	const { programmeId, associationId, reserved, agreed, stateOf, stands } = await place();
	const [first] = reserved;
	const { closingId, reference } = await confirmed(programmeId);
	const preview = await closingPreview(house.db, { programmeId, year: 2026 });
	expect(preview).toMatchObject([
		{ associationId, lapseCount: 2, lapseDong: 100n * MILLION, stayCount: 0, stayDong: 0n, returnDong: 450n * MILLION },
	]);
	await run(closingId);
	expect(await stands()).toMatchObject({ ...closed, reservedDong: 0n, unallottedDong: 550n * MILLION });
	expect([await stateOf(first.id), await stateOf(agreed.id)]).toEqual(["lapsed", "agreed"]);
	const owner = { taxCode: first.business.taxCode, supportItemCode: "DX-SOLUTION", year: 2026 };
	expect(await balanceOf(house.db, ceilingUsedAccount(owner))).toBe(0n);
	expect(await closingPage(house.db, reference)).toMatchObject({
		...{ state: "done", lapsedCount: 2, lapsedDong: 100n * MILLION, stayedCount: 0, stayedDong: 0n },
		returnedDong: 450n * MILLION,
		rows: [{ lapseCount: 2, lapseDong: 100n * MILLION, returnDong: 450n * MILLION }],
	});
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("where they are carried over, they keep their money and their days", async () => {
	const { programmeId, reserved, stateOf, stands } = await place("carry-over");
	const { closingId, reference } = await confirmed(programmeId);
	await run(closingId);
	expect(await stands()).toMatchObject({ ...closed, reservedDong: 100n * MILLION, unallottedDong: 450n * MILLION });
	expect(await stateOf(reserved[0].id)).toBe("approved");
	expect(await closingPage(house.db, reference)).toMatchObject({ lapsedCount: 0, stayedCount: 2 });
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("what was submitted in the new year is not touched by the closing of the old one", async () => {
	const { programmeId, associationId } = await place();
	const extended = house.db.updateTable("programme").set({ closesOn: "2027-12-31" });
	await extended.where("id", "=", programmeId).execute();
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const now = new Date("2027-01-05T03:00:00Z");
	const later = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer, now });
	const { closingId, reference } = await confirmed(programmeId);
	await run(closingId);
	const row = house.db.selectFrom("application").select("state").where("id", "=", later.id);
	expect(await row.executeTakeFirst()).toEqual({ state: "approved" });
	expect(await closingPage(house.db, reference)).toMatchObject({ lapsedCount: 2, stayedCount: 1 });
});

test("closed late, it takes nothing of what was allotted for the new year", async () => {
	const { programmeId, associationId, stands } = await place();
	const allot = { programmeId, kind: "allot" as const, toAssociation: associationId };
	const now = new Date("2027-01-03T03:00:00Z");
	await makeBudgetChange(house.db, { ...allot, amountDong: 40n * MILLION }, { officers, now });
	expect(await closingPreview(house.db, { programmeId, year: 2026 })).toMatchObject([
		{ newDong: 40n * MILLION, returnDong: 450n * MILLION },
	]);
	const { closingId, reference } = await confirmed(programmeId);
	await makeBudgetChange(house.db, { ...allot, amountDong: 20n * MILLION }, { officers, now: JANUARY_AFTER });
	await run(closingId);
	expect(await stands()).toMatchObject({ ...closed, availableDong: 60n * MILLION, unallottedDong: 490n * MILLION });
	expect(await closingPage(house.db, reference)).toMatchObject({ returnedDong: 450n * MILLION });
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("what was allotted for the new year by mistake, and taken back, does not keep the old year's money", async () => {
	const { programmeId, associationId, stands } = await place();
	const change = (kind: "allot" | "take-back", day: number) =>
		makeBudgetChange(
			house.db,
			{
				...{ programmeId, kind, amountDong: 60n * MILLION },
				...(kind === "allot" ? { toAssociation: associationId } : { fromAssociation: associationId }),
			},
			{ officers, now: new Date(`2027-01-0${day}T03:00:00Z`) },
		);
	await change("allot", 3);
	await change("take-back", 4);
	await run((await confirmed(programmeId)).closingId);
	expect(await stands()).toMatchObject({ ...closed, unallottedDong: 550n * MILLION });
});

test("where all that is free was allotted for the new year, nothing goes back", async () => {
	const { programmeId, associationId, stands } = await place("carry-over");
	const now = new Date("2027-01-03T03:00:00Z");
	const amountDong = 350n * MILLION;
	await makeBudgetChange(
		house.db,
		{ programmeId, kind: "take-back", fromAssociation: associationId, amountDong },
		{ officers, now },
	);
	await makeBudgetChange(
		house.db,
		{ programmeId, kind: "allot", toAssociation: associationId, amountDong },
		{ officers, now },
	);
	await run((await confirmed(programmeId)).closingId);
	expect(await stands()).toMatchObject({ ...closed, availableDong: amountDong, unallottedDong: 100n * MILLION });
});

test("the business is told that its year was closed, once", async () => {
	const { programmeId, reserved } = await place();
	const [{ id, reference, owner }] = reserved;
	const { closingId } = await confirmed(programmeId);
	await run(closingId);
	const { rows } = await sql<{ runAt: Date }>`
		select run_at as "runAt" from graphile_worker.jobs where key = ${`agreement.lapse:${id}`}`.execute(house.db);
	expect(rows[0]?.runAt.getTime()).toBeLessThan(now().getTime() + 60_000);
	await lapseAndTell({ applicationId: id }, JANUARY_AFTER);
	await lapseAndTell({ applicationId: id }, JANUARY_AFTER);
	const mails = await house.db
		.selectFrom("outboxMail")
		.select("text")
		.where("template", "=", "agreement-lapsed")
		.where("recipient", "=", owner.email)
		.execute();
	expect(mails.map(({ text }) => text.includes(reference) && text.includes("khóa sổ năm 2026"))).toEqual([true]);
	const told = house.db.selectFrom("applicationEvent").select("what").where("applicationId", "=", id);
	expect(await told.orderBy("at", "desc").executeTakeFirst()).toEqual({ what: "lapsed-at-closing" });
});

describe("safe to begin again", () => {
	test("after a crash in the middle, and again when it is done", async () => {
		const { programmeId, reserved, stands } = await place();
		const { closingId, reference } = await confirmed(programmeId);
		const closing = await findClosing(house.db, closingId);
		if (!closing) throw new Error("it was proposed");
		const job = systemContext("year.close", JANUARY_AFTER);
		await lapseForClosing(job, closing, { applicationId: reserved[0].id });
		await lapseForClosing(job, closing, { applicationId: reserved[0].id });
		expect(await closingPage(house.db, reference)).toMatchObject({ progress: { lapsed: 1, total: 2, returned: 0 } });
		await run(closingId);
		await run(closingId);
		expect(await stands()).toMatchObject({ ...closed, unallottedDong: 550n * MILLION });
		expect(await closingPage(house.db, reference)).toMatchObject({ state: "done", lapsedCount: 2 });
	});

	test("one reservation that cannot lapse does not hold up the others, and nothing goes back before it has", async () => {
		const { programmeId, reserved, stands, stateOf } = await place();
		const [stuck, free] = reserved;
		const { closingId, reference } = await confirmed(programmeId);
		await sql`create function refuse_one() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$`.execute(
			house.owner,
		);
		await sql`create trigger refuse_one before update on application for each row when (old.id = ${sql.lit(stuck.id)}) execute function refuse_one()`.execute(
			house.owner,
		);
		await expect(run(closingId)).rejects.toThrow(`1 reservations of ${reference} did not lapse`);
		expect([await stateOf(stuck.id), await stateOf(free.id)]).toEqual(["approved", "lapsed"]);
		expect(await stands()).toMatchObject({ unallottedDong: 100n * MILLION });

		await sql`drop function refuse_one cascade`.execute(house.owner);
		await run(closingId);
		expect(await stands()).toMatchObject({ ...closed, unallottedDong: 550n * MILLION });
		expect(await closingPage(house.db, reference)).toMatchObject({ state: "done", lapsedCount: 2 });
	});

	test("by five workers at once", async () => {
		const { programmeId, stands } = await place();
		const { closingId, reference } = await confirmed(programmeId);
		await Promise.all(Array.from({ length: 5 }, () => run(closingId)));
		expect(await stands()).toMatchObject({ ...closed, unallottedDong: 550n * MILLION });
		expect(await closingPage(house.db, reference)).toMatchObject({ lapsedCount: 2, returnedDong: 450n * MILLION });
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});

	test("a business that accepts at the same moment either has its money or does not", async () => {
		const { programmeId, reserved, stands, stateOf } = await place();
		const { closingId } = await confirmed(programmeId);
		const [{ reference, owner, id }] = reserved;
		const accept = acceptAgreement(contextOf(house.db, owner), { reference, position: "Giám đốc" });
		const [, accepted] = await Promise.allSettled([run(closingId), accept]);
		const has = accepted.status === "fulfilled";
		expect(await stateOf(id)).toBe(has ? "agreed" : "lapsed");
		expect(await stands()).toMatchObject({ committedDong: has ? 100n * MILLION : 50n * MILLION, reservedDong: 0n });
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});
});

describe("two persons, and not too early", () => {
	test("is proposed from December on and confirmed from January on", async () => {
		const { programmeId } = await place();
		const early = propose(programmeId, { now: new Date("2026-11-30T03:00:00Z") });
		await expect(early).rejects.toMatchObject({ code: "budget_refusal_closing_early", facts: { date: "01/12/2026" } });
		const closing = await propose(programmeId, { now: DECEMBER });
		await expect(confirmClosing(ctx(officers[1], DECEMBER), closing)).rejects.toMatchObject({
			code: "budget_refusal_closing_not_over",
			facts: { date: "01/01/2027" },
		});
		await confirmClosing(ctx(officers[1]), closing);
		await confirmClosing(ctx(officers[1]), closing);
	});

	test("whoever proposed it cannot confirm it, by the command and by the database", async () => {
		const { programmeId } = await place();
		const closing = await propose(programmeId);
		await expect(confirmClosing(ctx(officers[0]), closing)).rejects.toMatchObject({
			code: "budget_refusal_proposed_by_you",
		});
		const alone = sql`update year_closing set state = 'confirmed', ended_at = now(), ended_by = proposed_by,
			ended_by_name = 'x' where reference = ${closing.reference}`;
		await expect(alone.execute(house.db)).rejects.toMatchObject({ constraint: "year_closing_two_persons" });
		await expect(withdrawClosing(ctx(officers[1]), closing)).rejects.toMatchObject({
			code: "budget_refusal_not_proposed_by_you",
		});
	});

	test("a year is closed once; one that was declined or withdrawn can be proposed again", async () => {
		const { programmeId } = await place();
		const first = await propose(programmeId);
		await expect(propose(programmeId)).rejects.toMatchObject({ code: "budget_refusal_closing_there" });
		await declineClosing(ctx(officers[1]), { ...first, reason: "Chờ đối chiếu." });
		const second = await propose(programmeId);
		await withdrawClosing(ctx(officers[0]), second);
		await run((await confirmed(programmeId)).closingId);
		await expect(propose(programmeId)).rejects.toMatchObject({ code: "budget_refusal_closing_there" });
		await run(second.closingId);
		await expect(propose(programmeId, { year: 2024 })).rejects.toMatchObject({ status: 404 });
	});

	test("an earlier year is not closed after a later one, which ended it too", async () => {
		const { programmeId } = await place();
		await house.db.updateTable("programme").set({ opensOn: "2025-01-01" }).where("id", "=", programmeId).execute();
		const earlier = await propose(programmeId, { year: 2025 });
		await run((await confirmed(programmeId)).closingId);
		const refused = { code: "budget_refusal_closing_later", facts: { year: 2025, closed: 2026 } };
		await expect(confirmClosing(ctx(officers[1]), earlier)).rejects.toMatchObject(refused);
		await withdrawClosing(ctx(officers[0]), earlier);
		await expect(propose(programmeId, { year: 2025 })).rejects.toMatchObject(refused);
	});

	test("is for the city's programme officers", async () => {
		const { programmeId } = await place();
		const finance = await makeStaff(house.db, "finance_officer");
		const refused = { code: "house_refusal_not_yours", status: 403 };
		const wish = { closingId: randomUUID(), programmeId, year: 2026 };
		await expect(proposeClosing(ctx(finance), wish)).rejects.toMatchObject(refused);
		await expect(confirmClosing(ctx(finance), await propose(programmeId))).rejects.toMatchObject(refused);
	});

	test("nobody writes a step of a closing that is not confirmed", async () => {
		const { programmeId, reserved } = await place();
		const { closingId } = await propose(programmeId);
		const step = { applicationId: reserved[0].id, closingId, amountDong: 1n, at: now() };
		await expect(house.db.insertInto("yearClosingLapse").values(step).execute()).rejects.toMatchObject({
			constraint: "year_closing_confirmed_first",
		});
	});
});
