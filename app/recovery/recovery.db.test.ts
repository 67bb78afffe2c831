import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freeze } from "#app/application/frozen-json.ts";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { ceilingUsedAccount, holdingAccount } from "#app/funding/accounts.ts";
import { envelopeBalances, findEnvelope } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { type MadeAgreed, makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { answerLess, receiveBack } from "#testing/make-recovery.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { answerNotice } from "./answer-notice.server.ts";
import { answerProposal } from "./answer-proposal.server.ts";
import { confirmNotice } from "./confirm-notice.server.ts";
import { decideRecovery } from "./decide-recovery.server.ts";
import { recoveryPage } from "./desk/recovery-page.server.ts";
import { makeNotice } from "./make-notice.server.ts";
import { ownRecovery } from "./notice/own-recovery.server.ts";
import { recordReceipt } from "./record-receipt.server.ts";

let house: TestHouse;
let finance: Actor;
let second: Actor;
let associationId: string;
let programmeId: string;
let application: MadeAgreed;
let payment: string;
let today: string;

const PAID = 25_000_000n;
const ctx = (actor: Actor) => contextOf(house.db, actor);

beforeAll(async () => {
	house = await testHouse();
	finance = await makeStaff(house.db, "finance_officer");
	second = await makeStaff(house.db, "finance_officer");
});
afterAll(() => house.close());
beforeEach(async () => {
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	application = await makeAgreed(house.db, { programmeId, associationId });
	const claim = await makeVerifiedClaim(house.db, application, { costs: [59_000_000n] });
	const sent = await makeSentBatch(house.db, [claim], { maker: finance, releaser: second });
	payment = sent.payments[0] ?? "";
	today = plainDateAt(ctx(finance).now);
	await recordAnswer(ctx(finance), { reference: payment, answer: "paid", on: today, said: "" });
});

const wishes = (amountDong: bigint) => ({
	payment,
	amountDong,
	reason: "Kê khai không đúng số lao động.",
	answerBy: addDays(today, 10),
	dueOn: addDays(today, 40),
});
const notice = (amountDong = 10_000_000n, recoveryId: string = randomUUID()) =>
	makeNotice(ctx(finance), { ...wishes(amountDong), recoveryId });
async function confirmed(amountDong?: bigint): Promise<string> {
	const reference = await notice(amountDong);
	await confirmNotice(ctx(second), { reference });
	return reference;
}
const answer = (reference: string, what: "agree" | "contest", words = "", actor = application.owner) =>
	answerNotice(ctx(actor), { application: application.reference, reference, answer: what, words });
const receive = (
	reference: string,
	amountDong: bigint,
	{ receiptId = randomUUID() as string, bankReference = randomUUID() as string } = {},
) => receiveBack(house.db, [finance, second], { receiptId, reference, amountDong, receivedOn: today, bankReference });
const stateOf = async (reference: string) =>
	(await house.db.selectFrom("recovery").select("state").where("reference", "=", reference).executeTakeFirstOrThrow())
		.state;
const eventsOf = async () =>
	(
		await house.db
			.selectFrom("applicationEvent")
			.select("what")
			.where("applicationId", "=", application.id)
			.where("what", "like", "recovery-%")
			.orderBy("id")
			.execute()
	).map(({ what }) => what);
async function recovered(): Promise<bigint> {
	const envelopeId = await findEnvelope(house.db, programmeId, associationId);
	return balanceOf(house.db, holdingAccount("recovered", envelopeId ?? "", application.id));
}

test("made, confirmed, agreed, paid back in two parts: booked as recovered, and neither envelope nor ceiling gets it back", async () => {
	const before = await envelopeBalances(house.db, programmeId, associationId);
	const ceiling = ceilingUsedAccount({
		taxCode: application.business.taxCode,
		supportItemCode: "DX-SOLUTION",
		year: 2026,
	});
	const used = await balanceOf(house.db, ceiling);
	const reference = await confirmed();
	expect(reference).toMatch(/^TH-2026-\d{4}$/);
	await answer(reference, "agree");
	await receive(reference, 4_000_000n);
	expect([await stateOf(reference), await recovered()]).toEqual(["due", 4_000_000n]);
	await receive(reference, 6_000_000n);
	expect([await stateOf(reference), await recovered()]).toEqual(["settled", 10_000_000n]);
	expect(await envelopeBalances(house.db, programmeId, associationId)).toEqual({
		...before,
		paidDong: PAID - 10_000_000n,
	});
	expect(await balanceOf(house.db, ceiling)).toBe(used);
	expect(await eventsOf()).toEqual(["recovery-notified", "recovery-agreed", "recovery-received", "recovery-settled"]);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

describe("two people", () => {
	test("who made the notice cannot confirm it, nor can the database be told so", async () => {
		const reference = await notice();
		await expect(confirmNotice(ctx(finance), { reference })).rejects.toMatchObject({
			code: "recovery_refusal_made_by_you",
		});
		const forced = house.db
			.updateTable("recovery")
			.set({ confirmedBy: finance.personId, state: "notified" })
			.where("reference", "=", reference);
		await expect(forced.execute()).rejects.toMatchObject({ constraint: "recovery_two_persons" });
	});

	test("a contest is answered by another than who made the notice, and by nobody of the business", async () => {
		const reference = await confirmed();
		await answer(reference, "contest", "Chúng tôi có đủ hồ sơ.");
		const decision = { reference, decision: "keep", reasons: "x" } as const;
		await expect(decideRecovery(ctx(finance), decision)).rejects.toMatchObject({
			code: "recovery_refusal_decided_by_you",
		});
		const forced = house.db
			.updateTable("recovery")
			.set({ decidedBy: finance.personId })
			.where("reference", "=", reference);
		await expect(forced.execute()).rejects.toMatchObject({ constraint: "recovery_decided_by_another" });
		const { businessId } = await house.db
			.selectFrom("application")
			.select("businessId")
			.where("id", "=", application.id)
			.executeTakeFirstOrThrow();
		const tied = await makeStaff(house.db, "finance_officer");
		await house.db
			.insertInto("businessMember")
			.values({ businessId, personId: tied.personId, role: "staff", since: now() })
			.execute();
		await expect(decideRecovery(ctx(tied), decision)).rejects.toMatchObject({ code: "recovery_refusal_your_business" });
		await expect(makeNotice(ctx(tied), { ...wishes(1n), recoveryId: randomUUID() })).rejects.toMatchObject({
			code: "recovery_refusal_your_business",
		});
		const receipt = { receiptId: randomUUID(), amountDong: 1n, receivedOn: today, bankReference: "FT-own" };
		await expect(recordReceipt(ctx(tied), { reference, ...receipt })).rejects.toMatchObject({
			code: "recovery_refusal_your_business",
		});
	});

	test("a draft is dropped by who made it, without a word to the business", async () => {
		const reference = await notice();
		await decideRecovery(ctx(finance), { reference, decision: "drop", reasons: "Lập nhầm." });
		expect([await stateOf(reference), await eventsOf()]).toEqual(["dropped", []]);
	});

	test("before it is confirmed the business finds nothing, and no money is recorded", async () => {
		const reference = await notice();
		await expect(answer(reference, "agree")).rejects.toMatchObject({ status: 404 });
		await expect(receive(reference, 1n)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		expect(await eventsOf()).toEqual([]);
	});

	test("only finance makes, confirms, decides and records", async () => {
		const reviewer = application.reviewer;
		const reference = await confirmed();
		const receipt = { receiptId: randomUUID(), amountDong: 1n, receivedOn: today, bankReference: "FT1" };
		for (const forbidden of [
			() => confirmNotice(ctx(reviewer), { reference }),
			() => decideRecovery(ctx(reviewer), { reference, decision: "drop", reasons: "x" }),
			() => recordReceipt(ctx(reviewer), { reference, ...receipt }),
		]) {
			await expect(forbidden()).rejects.toMatchObject({ status: 403 });
		}
	});
});

describe("to ask less than two have confirmed", () => {
	const standing = async (reference: string) => {
		const rows = house.db.selectFrom("recovery").select(["state", "amountDong", "proposedAt"]);
		return rows.where("reference", "=", reference).executeTakeFirstOrThrow();
	};

	test.each([
		["drop", { decision: "drop" }, { state: "dropped", amountDong: 10_000_000n }],
		["lower", { decision: "lower", amountDong: 1n }, { state: "due", amountDong: 1n }],
	] as const)("takes two: %s", async (_what, wish, outcome) => {
		const reference = await confirmed();
		await answer(reference, "agree");
		const asked = { state: "due", amountDong: 10_000_000n };
		const decision = { reference, reasons: "Doanh nghiệp khó khăn.", ...wish };
		await expect(decideRecovery(ctx(finance), decision)).rejects.toMatchObject({
			code: "recovery_refusal_decided_by_you",
		});
		await decideRecovery(ctx(second), decision);
		expect(await standing(reference)).toMatchObject(asked);
		// Nothing of it is the business's to know yet.
		expect(await eventsOf()).toEqual(["recovery-notified", "recovery-agreed"]);
		const own = { application: application.reference, reference };
		const page = await ownRecovery(house.db, application.owner, own, ctx(finance).now);
		expect(freeze(page)).not.toMatch(/khó khăn|propos/);
		await expect(decideRecovery(ctx(second), decision)).rejects.toMatchObject({ code: "recovery_refusal_proposed" });
		await expect(answerLess(house.db, second, reference)).rejects.toMatchObject({
			code: "recovery_refusal_proposed_by_you",
		});
		await expect(answerLess(house.db, application.reviewer, reference)).rejects.toMatchObject({ status: 403 });

		// Declined, nothing happens; what was read then is not what is confirmed later.
		const read = (await standing(reference)).proposedAt ?? ctx(second).now;
		await answerLess(house.db, finance, reference, { answer: "decline" });
		const later = contextOf(house.db, second, new Date(ctx(second).now.getTime() + 1_000));
		await decideRecovery(later, decision);
		await expect(
			answerProposal(ctx(finance), { reference, answer: "confirm", proposedAt: read }),
		).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		expect(await standing(reference)).toMatchObject(asked);
		await Promise.all([1, 2, 3].map(() => answerLess(house.db, finance, reference)));
		expect(await standing(reference)).toMatchObject(outcome);
		expect((await eventsOf()).filter((what) => /dropped|lowered/.test(what))).toHaveLength(1);
	});

	test("is what the database asks, too; and of an officer who may still act", async () => {
		const reference = await confirmed();
		for (const less of [{ state: "dropped" }, { amountDong: 1n }]) {
			const alone = house.db.updateTable("recovery").set(less).where("reference", "=", reference);
			await expect(alone.execute()).rejects.toMatchObject({ constraint: "recovery_less_by_two" });
		}
		const third = await makeStaff(house.db, "finance_officer");
		await decideRecovery(ctx(third), { reference, decision: "drop", reasons: "x" });
		const self = house.db.updateTable("recovery").set({ proposalConfirmedBy: third.personId });
		await expect(self.where("reference", "=", reference).execute()).rejects.toMatchObject({
			constraint: "recovery_proposal_two_persons",
		});
		await house.db.updateTable("person").set({ suspendedAt: now() }).where("id", "=", third.personId).execute();
		await expect(answerLess(house.db, second, reference)).rejects.toMatchObject({ code: "house_refusal_first_hand" });
		expect(await stateOf(reference)).toBe("notified");
	});
});

describe("money that came back", () => {
	const receiptOf = (reference: string) => ({
		...{ receiptId: randomUUID(), reference, amountDong: 10_000_000n, receivedOn: today, bankReference: randomUUID() },
	});
	const asWritten = async (reference: string) => {
		const row = house.db.selectFrom("recovery").select("proposedAt").where("reference", "=", reference);
		const { proposedAt } = await row.executeTakeFirstOrThrow();
		return proposedAt ?? ctx(finance).now;
	};

	test("is booked once a second officer has seen it, and by one alone ends no debt", async () => {
		const reference = await confirmed();
		const receipt = receiptOf(reference);
		await recordReceipt(ctx(finance), receipt);
		await recordReceipt(ctx(finance), receipt);
		expect([await stateOf(reference), await eventsOf()]).toEqual(["notified", ["recovery-notified"]]);
		await expect(recordReceipt(ctx(second), receiptOf(reference))).rejects.toMatchObject({
			code: "recovery_refusal_proposed",
		});
		await expect(answerLess(house.db, finance, reference)).rejects.toMatchObject({
			code: "recovery_refusal_proposed_by_you",
		});
		await expect(answerLess(house.db, application.reviewer, reference)).rejects.toMatchObject({ status: 403 });
		const proposedAt = await asWritten(reference);
		await Promise.all([1, 2, 3].map(() => answerProposal(ctx(second), { reference, answer: "confirm", proposedAt })));
		expect([await stateOf(reference), await eventsOf()]).toEqual([
			"settled",
			["recovery-notified", "recovery-settled"],
		]);
		const booked = await house.db.selectFrom("recoveryReceipt").select(["recordedBy", "confirmedBy"]).execute();
		expect(booked).toContainEqual({ recordedBy: finance.personId, confirmedBy: second.personId });
	});

	test("is taken back by who wrote it down, and is not booked where more came meanwhile", async () => {
		const reference = await confirmed();
		await recordReceipt(ctx(finance), receiptOf(reference));
		await answerLess(house.db, finance, reference, { answer: "decline" });
		expect(await stateOf(reference)).toBe("notified");
		await receive(reference, 4_000_000n);
		await expect(recordReceipt(ctx(finance), receiptOf(reference))).rejects.toMatchObject({
			code: "recovery_refusal_too_much",
		});
	});

	test("is not lost where a contest is answered meanwhile", async () => {
		const reference = await confirmed();
		await answer(reference, "contest", "Số lao động đúng.");
		await recordReceipt(ctx(finance), { ...receiptOf(reference), amountDong: 4_000_000n });
		await decideRecovery(ctx(second), { reference, decision: "keep", reasons: "Đã xem lại." });
		await answerLess(house.db, second, reference);
		const { standing } = (await recoveryPage(house.db, finance, reference, ctx(finance).now)) ?? {};
		expect(standing?.receivedDong).toBe(4_000_000n);
	});

	test("takes two in the database as well", async () => {
		const reference = await confirmed();
		const { id: recoveryId } = await house.db
			.selectFrom("recovery")
			.select("id")
			.where("reference", "=", reference)
			.executeTakeFirstOrThrow();
		const byOne = { personId: finance.personId, name: finance.name };
		const alone = house.db.insertInto("recoveryReceipt").values({
			...{ id: randomUUID(), recoveryId, amountDong: 1n, receivedOn: today, bankReference: randomUUID() },
			...{ recordedAt: now(), recordedBy: byOne.personId, recordedByName: byOne.name },
			...{ confirmedAt: now(), confirmedBy: byOne.personId, confirmedByName: byOne.name },
		});
		await expect(alone.execute()).rejects.toMatchObject({ constraint: "recovery_receipt_two_persons" });
	});
});

describe("a contest", () => {
	test("is answered by keeping, lowering or dropping, with reasons", async () => {
		const reference = await confirmed();
		await expect(answer(reference, "contest")).rejects.toMatchObject({ code: "recovery_refusal_words" });
		await answer(reference, "contest", "Số lao động đúng theo bảo hiểm.");
		await expect(decideRecovery(ctx(second), { reference, decision: "keep", reasons: "" })).rejects.toMatchObject({
			code: "recovery_refusal_words",
		});
		const higher = { decision: "lower", amountDong: 11_000_000n, reasons: "x" } as const;
		await expect(decideRecovery(ctx(second), { reference, ...higher })).rejects.toMatchObject({
			code: "recovery_refusal_lower",
		});
		await decideRecovery(ctx(second), { reference, ...higher, amountDong: 3_000_000n });
		await answerLess(house.db, finance, reference);
		await receive(reference, 3_000_000n);
		expect(await stateOf(reference)).toBe("settled");
	});

	test("is not answered with a day that has passed, also where it is the day asked first", async () => {
		const reference = await confirmed();
		await answer(reference, "contest", "Chúng tôi có đủ hồ sơ.");
		const late = contextOf(house.db, second, new Date(ctx(second).now.getTime() + 50 * 86_400_000));
		const keep = { reference, decision: "keep", reasons: "Đã xem lại." } as const;
		const lower = { ...keep, decision: "lower", amountDong: 3_000_000n } as const;
		for (const answered of [keep, lower, { ...keep, dueOn: addDays(today, 49) }]) {
			await expect(decideRecovery(late, answered)).rejects.toMatchObject({
				code: "recovery_refusal_due_later",
				field: "dueOn",
			});
		}
		await decideRecovery(late, { ...keep, dueOn: plainDateAt(late.now) });
		expect(await stateOf(reference)).toBe("due");
	});

	test("is not put off for ever: by one officer for ninety days, and a notice asks within a year", async () => {
		const reference = await confirmed();
		await answer(reference, "contest", "Chúng tôi có đủ hồ sơ.");
		const keep = { reference, decision: "keep", reasons: "Đã xem lại." } as const;
		const far = { code: "recovery_refusal_day_far", field: "dueOn", facts: { day: addDays(today, 90) } };
		for (const answered of [keep, { ...keep, decision: "lower", amountDong: 3_000_000n } as const]) {
			await expect(decideRecovery(ctx(second), { ...answered, dueOn: addDays(today, 91) })).rejects.toMatchObject(far);
		}
		await decideRecovery(ctx(second), { ...keep, dueOn: addDays(today, 90) });
		expect(await stateOf(reference)).toBe("due");

		for (const [field, days] of [
			["answerBy", { answerBy: addDays(today, 367), dueOn: addDays(today, 367) }],
			["dueOn", { dueOn: addDays(today, 367) }],
		] as const) {
			const asked = makeNotice(ctx(finance), { ...wishes(1_000_000n), ...days, recoveryId: randomUUID() });
			await expect(asked).rejects.toMatchObject({ code: "recovery_refusal_day_far", field });
		}
	});

	test("what was dropped is over, and only what came back counts against the payment", async () => {
		const reference = await confirmed(PAID);
		await receive(reference, 5_000_000n);
		await decideRecovery(ctx(second), { reference, decision: "drop", reasons: "Doanh nghiệp nêu đúng." });
		await answerLess(house.db, finance, reference);
		await expect(receive(reference, 1n)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		await expect(notice(PAID - 5_000_000n + 1n)).rejects.toMatchObject({ code: "recovery_refusal_too_much_asked" });
		await expect(notice(PAID - 5_000_000n)).resolves.toMatch(/^TH-/);
	});
});

describe("the bounds", () => {
	test("not more is asked back than was paid, over all notices", async () => {
		const reference = await notice(20_000_000n);
		await expect(notice(5_000_001n)).rejects.toMatchObject({ code: "recovery_refusal_too_much_asked" });
		const forced = house.db
			.updateTable("recovery")
			.set({ amountDong: PAID + 1n })
			.where("reference", "=", reference);
		await expect(forced.execute()).rejects.toMatchObject({ constraint: "recovery_within_payment" });
		await notice(5_000_000n);
		await expect(notice(1n)).rejects.toMatchObject({ code: "recovery_refusal_nothing_left" });
	});

	test("more than is left is refused, and nothing is booked", async () => {
		const reference = await confirmed();
		await receive(reference, 9_000_000n);
		await expect(receive(reference, 1_000_001n)).rejects.toMatchObject({ code: "recovery_refusal_too_much" });
		expect(await recovered()).toBe(9_000_000n);
	});

	test("the same form, and the same line of the bank's statement, are recorded once", async () => {
		const reference = await confirmed();
		const once = { receiptId: randomUUID() as string, bankReference: `FT-${reference}` };
		await receive(reference, 1_000_000n, once);
		await receive(reference, 1_000_000n, once);
		expect(await recovered()).toBe(1_000_000n);
		await expect(receive(reference, 1_000_000n, { bankReference: once.bankReference })).rejects.toMatchObject({
			code: "recovery_refusal_recorded",
		});
		const id = randomUUID();
		expect(await notice(1n, id)).toBe(await notice(1n, id));
	});
});
