import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import type { Actor } from "#app/house/access.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { answerLess, type MadePaid, makeNotified, makePaid, receiveBack } from "#testing/make-recovery.ts";
import { contextOf, makePerson } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { answerNotice } from "./answer-notice.server.ts";
import { chooseInstalments } from "./choose-instalments.server.ts";
import { decideRecovery } from "./decide-recovery.server.ts";
import { ownRecovery } from "./notice/own-recovery.server.ts";

let house: TestHouse;
let paid: MadePaid;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
	paid = await makePaid(house.db);
});

const owner = () => paid.application.owner;
const application = () => paid.application.reference;

async function agreed(amountDong?: bigint): Promise<string> {
	const reference = await makeNotified(house.db, paid, amountDong ? { amountDong } : {});
	const input = { application: application(), reference, answer: "agree", words: "" } as const;
	await answerNotice(contextOf(house.db, owner()), input);
	return reference;
}
const choose = (
	reference: string,
	count: number,
	{ actor = owner() as Actor, planId = randomUUID() as string, now = undefined as Date | undefined } = {},
) => chooseInstalments(contextOf(house.db, actor, now), { planId, application: application(), reference, count });
const receive = (reference: string, amountDong: bigint) =>
	receiveBack(house.db, paid.officers, {
		receiptId: randomUUID(),
		reference,
		amountDong,
		receivedOn: "2026-09-08",
		bankReference: randomUUID(),
	});
async function lower(reference: string, amountDong: bigint): Promise<void> {
	await decideRecovery(contextOf(house.db, paid.officers[1]), {
		reference,
		decision: "lower",
		amountDong,
		reasons: "Có thêm giấy tờ.",
	});
	await answerLess(house.db, paid.officers[0], reference);
}
async function pageOf(reference: string, now = new Date("2026-09-08T03:00:00Z")) {
	const page = await ownRecovery(house.db, owner(), { application: application(), reference }, now);
	if (!page) throw new Error("the business finds its notice");
	return page;
}
const partsOf = async (reference: string) =>
	(await pageOf(reference)).standing.parts.map(({ dueOn, amountDong, state }) => [dueOn, amountDong, state]);

test("the business pays back in parts, the oldest covered first, and is done with the last", async () => {
	const reference = await agreed();
	await choose(reference, 3);
	expect(await partsOf(reference)).toEqual([
		["2026-10-18", 3_333_000n, "open"],
		["2026-11-18", 3_333_000n, "open"],
		["2026-12-18", 3_334_000n, "open"],
	]);
	await receive(reference, 5_000_000n);
	expect((await partsOf(reference)).map(([, , state]) => state)).toEqual(["covered", "open", "open"]);
	const late = await pageOf(reference, new Date("2026-11-19T03:00:00Z"));
	expect(late.standing).toMatchObject({ overdueDong: 1_666_000n, next: { dueOn: "2026-11-18" } });
	await receive(reference, 5_000_000n);
	expect(await pageOf(reference)).toMatchObject({ state: "settled", standing: { leftDong: 0n, next: null } });
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("what came back before the choice is not asked again", async () => {
	const reference = await makeNotified(house.db, paid);
	await receive(reference, 4_000_000n);
	await answerNotice(contextOf(house.db, owner()), {
		application: application(),
		reference,
		answer: "agree",
		words: "",
	});
	await choose(reference, 2);
	expect((await partsOf(reference)).map(([, amount]) => amount)).toEqual([3_000_000n, 3_000_000n]);
});

describe("who chooses, and when", () => {
	test("chosen once; the same form is one choice", async () => {
		const reference = await agreed();
		const planId = randomUUID();
		await choose(reference, 2, { planId });
		await choose(reference, 2, { planId });
		await expect(choose(reference, 4)).rejects.toMatchObject({ code: "recovery_refusal_planned" });
		expect(await partsOf(reference)).toHaveLength(2);
	});

	test("within the programme's limit", async () => {
		const reference = await agreed();
		await expect(choose(reference, 7)).rejects.toMatchObject({ code: "recovery_refusal_count" });
		await expect(choose(reference, 1)).rejects.toMatchObject({ code: "recovery_refusal_count" });
		paid = await makePaid(house.db, { recoveryInstalmentsMost: 1 });
		const atOnce = await agreed();
		await expect(choose(atOnce, 2)).rejects.toMatchObject({ code: "recovery_refusal_in_one" });
	});

	test("not before it is agreed, nor once the day has passed", async () => {
		const reference = await makeNotified(house.db, paid);
		await expect(choose(reference, 2)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		const due = await agreed();
		const late = new Date("2026-10-19T03:00:00Z");
		await expect(choose(due, 2, { now: late })).rejects.toMatchObject({ code: "recovery_refusal_plan_late" });
	});

	test("only an owner, and nobody from elsewhere", async () => {
		const reference = await agreed();
		const clerk = await makePerson(house.db);
		await expect(choose(reference, 2, { actor: clerk })).rejects.toMatchObject({ status: 404 });
		await sql`insert into business_member (business_id, person_id, role, since)
			select business_id, ${clerk.personId}, 'staff', now() from application where reference = ${application()}`.execute(
			house.db,
		);
		await expect(choose(reference, 2, { actor: clerk })).rejects.toMatchObject({
			code: "recovery_refusal_right_to_bind",
		});
	});
});

describe("a lowered amount", () => {
	test("takes from the last part backwards, and leaves what was covered", async () => {
		const reference = await agreed();
		await choose(reference, 3);
		await receive(reference, 4_000_000n);
		await lower(reference, 6_000_000n);
		expect(await partsOf(reference)).toEqual([
			["2026-10-18", 3_333_000n, "covered"],
			["2026-11-18", 2_667_000n, "open"],
		]);
		await lower(reference, 5_000_000n);
		await receive(reference, 1_000_000n);
		expect(await pageOf(reference)).toMatchObject({ state: "settled", amountDong: 5_000_000n });
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});

	test("cannot be what came back already, nor the same", async () => {
		const reference = await agreed();
		await receive(reference, 4_000_000n);
		for (const amountDong of [4_000_000n, 10_000_000n, 11_000_000n]) {
			await expect(lower(reference, amountDong)).rejects.toMatchObject({ code: "recovery_refusal_lower" });
		}
	});

	test("after a contest there is a later day, and never an earlier one", async () => {
		const reference = await makeNotified(house.db, paid);
		const input = { application: application(), reference, answer: "contest", words: "Có đủ hồ sơ." } as const;
		await answerNotice(contextOf(house.db, owner()), input);
		const keep = { reference, decision: "keep", reasons: "Hồ sơ thiếu." } as const;
		const ctx = contextOf(house.db, paid.officers[1], new Date("2026-11-01T03:00:00Z"));
		await expect(decideRecovery(ctx, { ...keep, dueOn: "2026-10-20" })).rejects.toMatchObject({
			code: "recovery_refusal_due_later",
		});
		await decideRecovery(ctx, { ...keep, dueOn: "2026-12-01" });
		expect((await pageOf(reference)).standing.next).toMatchObject({ dueOn: "2026-12-01" });
	});
});

describe("the database itself", () => {
	const force = (statement: ReturnType<typeof sql>) => inTransaction(house.db, (trx) => statement.execute(trx));

	test("refuses parts that do not add up to what is asked", async () => {
		const reference = await agreed();
		await choose(reference, 2);
		await expect(
			force(sql`update recovery set amount_dong = amount_dong - 1 where reference = ${reference}`),
		).rejects.toMatchObject({ constraint: "recovery_plan_covers" });
		await expect(
			force(sql`insert into recovery_instalment select id, 3, '2027-01-01', 1 from recovery_plan
				where recovery_id = (select id from recovery where reference = ${reference})`),
		).rejects.toMatchObject({ constraint: "recovery_plan_covers" });
	});

	test("refuses a plan without parts, one of what is not due, and one that hides what came back", async () => {
		const plan = (reference: string, received: bigint) =>
			force(sql`insert into recovery_plan (id, recovery_id, number, received_dong, made_at, made_by, made_by_name)
				select gen_random_uuid(), id, 1, ${received}, now(), made_by, 'x' from recovery where reference = ${reference}`);
		const reference = await agreed(5_000_000n);
		await expect(plan(reference, 0n)).rejects.toMatchObject({ constraint: "recovery_plan_covers" });
		await expect(plan(reference, 1n)).rejects.toMatchObject({ constraint: "recovery_plan_of_due" });
		const unanswered = await makeNotified(house.db, paid, { amountDong: 1_000_000n });
		await expect(plan(unanswered, 0n)).rejects.toMatchObject({ constraint: "recovery_plan_of_due" });
	});

	test("refuses to change a plan or the trail", async () => {
		const reference = await agreed();
		await choose(reference, 2);
		for (const table of ["recovery_plan", "recovery_instalment", "recovery_event"]) {
			await expect(sql`delete from ${sql.table(table)}`.execute(house.owner), table).rejects.toMatchObject({
				code: "23001",
			});
		}
	});
});
