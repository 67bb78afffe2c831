import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { type MadeAgreed, makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { answerLess, receiveBack } from "#testing/make-recovery.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { confirmCorrection } from "./confirm-correction.server.ts";
import { proposeCorrection } from "./propose-correction.server.ts";

let house: TestHouse;
let recorder: Actor;
let proposer: Actor;
let confirmer: Actor;
let associationId: string;
let programmeId: string;
let application: MadeAgreed;
let payment: string;
let recovery: string;
let today: string;

const ASKED = 10_000_000n;
const ctx = (actor: Actor) => contextOf(house.db, actor);

beforeAll(async () => {
	house = await testHouse();
	[recorder, proposer, confirmer] = [
		await makeStaff(house.db, "finance_officer"),
		await makeStaff(house.db, "finance_officer"),
		await makeStaff(house.db, "finance_officer"),
	];
	today = plainDateAt(ctx(recorder).now);
	associationId = await makeAssociation(house.db);
});
afterAll(() => house.close());
beforeEach(async () => {
	programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	application = await makeAgreed(house.db, { programmeId, associationId });
	const claim = await makeVerifiedClaim(house.db, application, { costs: [59_000_000n] });
	const sent = await makeSentBatch(house.db, [claim], { maker: recorder, releaser: proposer });
	payment = sent.payments[0] ?? "";
	await recordAnswer(ctx(recorder), { reference: payment, answer: "paid", on: today, said: "" });
	recovery = await makeNotice(ctx(recorder), {
		recoveryId: randomUUID(),
		payment,
		amountDong: ASKED,
		reason: "Kê khai không đúng số lao động.",
		answerBy: addDays(today, 10),
		dueOn: addDays(today, 40),
	});
	await confirmNotice(ctx(proposer), { reference: recovery });
});

const receive = (amountDong: bigint, bankReference: string = randomUUID(), receiptId: string = randomUUID()) =>
	receiveBack(house.db, [recorder, proposer], {
		receiptId,
		reference: recovery,
		amountDong,
		receivedOn: today,
		bankReference,
	});
const balances = () => envelopeBalances(house.db, programmeId, associationId);
const stateOfRecovery = async () =>
	(await house.db.selectFrom("recovery").select("state").where("reference", "=", recovery).executeTakeFirstOrThrow())
		.state;
async function correct(receiptId: string): Promise<string> {
	const { id: transferId } = await house.db
		.selectFrom("ledgerTransfer")
		.select("id")
		.where("key", "=", `recover:${receiptId}`)
		.executeTakeFirstOrThrow();
	const reference = await proposeCorrection(ctx(proposer), {
		correctionId: randomUUID(),
		transferId,
		cause: "recorded-wrongly",
		reason: "Gõ thừa một số không.",
	});
	await confirmCorrection(ctx(confirmer), { reference }, null);
	return reference;
}

test("a repayment that was typed wrongly counts no more, its recovery is open again, and the line is recorded rightly", async () => {
	const paid = await balances();
	const [line, receiptId] = [`FT-${recovery}`, randomUUID()];
	await receive(ASKED, line, receiptId);
	expect(await stateOfRecovery()).toBe("settled");
	expect((await balances()).paidDong).toBe(paid.paidDong - ASKED);
	await expect(receive(1n, line)).rejects.toMatchObject({ code: "house_refusal_moved_on" });

	const correction = await correct(receiptId);
	expect([await stateOfRecovery(), await balances()]).toEqual(["notified", paid]);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
	const event = await house.db
		.selectFrom("applicationEvent")
		.select("facts")
		.where("what", "=", "recovery-receipt-corrected")
		.orderBy("id", "desc")
		.executeTakeFirstOrThrow();
	expect(event.facts).toMatchObject({ recovery, correction, said: "Gõ thừa một số không." });

	await receive(ASKED / 10n, line);
	await expect(receive(1n, line)).rejects.toMatchObject({ code: "recovery_refusal_recorded" });
	await expect(receive(ASKED)).rejects.toMatchObject({ code: "recovery_refusal_too_much" });
	await receive(ASKED - ASKED / 10n);
	expect(await stateOfRecovery()).toBe("settled");
	expect((await balances()).paidDong).toBe(paid.paidDong - ASKED);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("a settled recovery goes back to where it stood: what was not said or answered before is still open", async () => {
	const mistake = async () => {
		const receiptId = randomUUID();
		await receive(ASKED, `FT-${receiptId}`, receiptId);
		await correct(receiptId);
		return stateOfRecovery();
	};
	const answer = { application: application.reference, reference: recovery, words: "Chúng tôi có đủ hồ sơ." };
	expect(await mistake()).toBe("notified");
	await answerNotice(ctx(application.owner), { ...answer, answer: "contest" });
	expect(await mistake()).toBe("contested");
	await decideRecovery(ctx(proposer), { reference: recovery, decision: "keep", reasons: "Đã xem lại." });
	expect(await mistake()).toBe("due");
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("one that the business had agreed to is due again", async () => {
	const answer = { application: application.reference, reference: recovery, words: "" };
	await answerNotice(ctx(application.owner), { ...answer, answer: "agree" });
	const receiptId = randomUUID();
	await receive(ASKED, `FT-${receiptId}`, receiptId);
	await correct(receiptId);
	expect(await stateOfRecovery()).toBe("due");
});

test("the same line of the bank, brought twice at the same moment, is one repayment", async () => {
	const line = `FT-${recovery}`;
	const outcomes = await Promise.allSettled([receive(1_000n, line), receive(1_000n, line)]);
	expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a payment of which nothing came back after all can be corrected once its notice is dropped", async () => {
	const { id } = await house.db
		.selectFrom("ledgerTransfer")
		.select("id")
		.where("reason", "=", "pay")
		.where("why", "=", payment)
		.executeTakeFirstOrThrow();
	const propose = () =>
		proposeCorrection(ctx(proposer), {
			correctionId: randomUUID(),
			transferId: id,
			cause: "recorded-wrongly",
			reason: "Sao kê không có khoản này.",
		});
	const receiptId = randomUUID();
	await receive(1_000n, `FT-${recovery}`, receiptId);
	await decideRecovery(ctx(proposer), { reference: recovery, decision: "drop", reasons: "Tiền chưa từng đến." });
	await answerLess(house.db, confirmer, recovery);
	await expect(propose()).rejects.toMatchObject({ code: "correction_refusal_recovery" });
	await correct(receiptId);
	const reference = await propose();
	await confirmCorrection(ctx(confirmer), { reference }, null);
	expect((await balances()).paidDong).toBe(0n);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});
