import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { issueCertificate } from "#app/certificate/issue-certificate.server.ts";
import { verifyCode } from "#app/certificate/verification.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { type MadeAgreed, makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeCorrected, makeProposed, transferOf } from "#testing/make-correction.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { confirmCorrection } from "./confirm-correction.server.ts";
import { endCorrection } from "./end-correction.server.ts";
import { proposeCorrection } from "./propose-correction.server.ts";

let house: TestHouse;
/** Records the bank's answers, and so never confirms that they are reversed. */
let recorder: Actor;
let proposer: Actor;
let confirmer: Actor;
let associationId: string;
let programmeId: string;
let application: MadeAgreed;
let claim: string;
let payment: string;
let today: string;

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
	claim = await makeVerifiedClaim(house.db, application, { costs: [59_000_000n], isLast: true });
	const sent = await makeSentBatch(house.db, [claim], { maker: recorder, releaser: proposer });
	payment = sent.payments[0] ?? "";
	await pay();
});

const pay = () => recordAnswer(ctx(recorder), { reference: payment, answer: "paid", on: today, said: "" });
const confirm = (reference: string, actor = confirmer) => confirmCorrection(ctx(actor), { reference }, null);
const balances = () => envelopeBalances(house.db, programmeId, associationId);
const paymentRow = () =>
	house.db.selectFrom("disbursement").selectAll().where("reference", "=", payment).executeTakeFirstOrThrow();
const trail = async () => {
	const { id } = await paymentRow();
	const events = house.db.selectFrom("disbursementEvent").select("what").where("disbursementId", "=", id).orderBy("id");
	return (await events.execute()).map(({ what }) => what);
};
const keysOf = async (...reasons: string[]) =>
	(
		await house.db
			.selectFrom("ledgerTransfer")
			.select("key")
			.where("reason", "in", reasons)
			.where("why", "=", payment)
			.orderBy("at")
			.execute()
	).map(({ key }) => key);
const stateOfApplication = async () =>
	(
		await house.db
			.selectFrom("application")
			.select("state")
			.where("reference", "=", application.reference)
			.executeTakeFirstOrThrow()
	).state;
async function payAgain(): Promise<void> {
	await reschedule(ctx(recorder), { reference: payment });
	await makeSentBatch(house.db, [claim], { maker: recorder, releaser: proposer });
	await pay();
}

test("paid, found wrong, reversed by two and paid again: the same balances, one reference, each booking with a key of its own", async () => {
	const paid = await balances();
	const before = await paymentRow();
	const correction = await makeCorrected(house.db, payment, { proposer, confirmer });
	expect(correction).toMatch(/^BT-2026-\d{4}$/);
	expect(await paymentRow()).toMatchObject({
		state: "failed",
		paidOn: null,
		bankAnswer: "Sao kê không có khoản này.",
		amountDong: before.amountDong,
	});
	expect(await balances()).toEqual({ ...paid, paidDong: 0n, payableDong: before.amountDong });
	expect(await stateOfApplication()).toBe("completed");
	expect(countWrong(await verifyBooks(house.db))).toBe(0);

	await payAgain();
	expect(await balances()).toEqual(paid);
	expect(await keysOf("pay")).toEqual([`pay:${before.id}`, `pay:${before.id}:2`]);
	expect(await trail()).toEqual(["scheduled", "sent", "paid", "corrected", "rescheduled", "sent", "paid"]);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);

	await makeCorrected(house.db, payment, { proposer, confirmer });
	await payAgain();
	expect(await keysOf("pay")).toHaveLength(3);
	expect(await balances()).toEqual(paid);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("what a correction leaves is in the log and on the business's timeline, and its mail is on its way", async () => {
	const reference = await makeCorrected(house.db, payment, { proposer, confirmer });
	const { id } = await paymentRow();
	const log = await house.db
		.selectFrom("auditEntry")
		.select("action")
		.where("subjectLabel", "in", [reference, payment])
		.orderBy("id", "desc")
		.limit(3)
		.execute();
	expect(log.map(({ action }) => action).reverse()).toEqual([
		"correction.proposed",
		"disbursement.corrected",
		"correction.confirmed",
	]);
	const event = await house.db
		.selectFrom("applicationEvent")
		.select("facts")
		.where("what", "=", "payment-corrected")
		.where("applicationId", "=", application.id)
		.executeTakeFirstOrThrow();
	expect(event.facts).toMatchObject({ payment, correction: reference, said: "Sao kê không có khoản này." });
	const { rows } = await sql<{
		state: string;
	}>`select job.payload->>'state' as state from graphile_worker._private_jobs job
		where job.payload->>'disbursementId' = ${id} order by job.id desc limit 1`.execute(house.db);
	expect(rows).toEqual([{ state: "failed" }]);
});

test("a certificate of completion stands, and one that is made late says the same amount", async () => {
	const system = systemContext("test", ctx(recorder).now);
	const certificate = { applicationId: application.id, kind: "completion" } as const;
	const early = await issueCertificate(system, certificate);
	const { amountDong } = await paymentRow();
	await makeCorrected(house.db, payment, { proposer, confirmer });
	expect(await verifyCode(house.db, early.code)).toMatchObject({ state: { is: "valid" }, facts: { amountDong } });
	await house.db
		.updateTable("certificate")
		.set({ withdrawnAt: system.now, withdrawnBecause: "other", withdrawnReason: "Sai tên." })
		.where("id", "=", early.id)
		.execute();
	const late = await issueCertificate(system, certificate);
	expect((await verifyCode(house.db, late.code))?.facts.amountDong).toBe(amountDong);
});

describe("two people", () => {
	test("neither who proposed it nor who booked it confirms, and the database agrees", async () => {
		const reference = await makeProposed(house.db, payment, proposer);
		await expect(confirm(reference, proposer)).rejects.toMatchObject({ code: "correction_refusal_proposed_by_you" });
		await expect(confirm(reference, recorder)).rejects.toMatchObject({ code: "correction_refusal_recorded_by_you" });
		const forced = (by: Actor) =>
			house.db
				.updateTable("correction")
				.set({
					state: "confirmed",
					endedAt: now(),
					endedBy: by.personId,
					endedByName: "x",
					reversalId: house.db.selectFrom("ledgerTransfer").select("id").orderBy("id").limit(1),
				})
				.where("reference", "=", reference)
				.execute();
		await expect(forced(proposer)).rejects.toMatchObject({ constraint: "correction_two_persons" });
		await expect(forced(recorder)).rejects.toMatchObject({ constraint: "correction_not_recorder" });
		expect((await paymentRow()).state).toBe("paid");
	});

	test("only finance, and nobody of the business", async () => {
		const transferId = await transferOf(house.db, "pay", payment);
		const propose = (actor: Actor) =>
			proposeCorrection(ctx(actor), {
				correctionId: randomUUID(),
				transferId,
				cause: "recorded-wrongly",
				reason: "x",
			});
		for (const actor of [application.owner, application.reviewer, await makeStaff(house.db, "auditor")]) {
			await expect(propose(actor)).rejects.toMatchObject({ status: 403 });
		}
		const related = await makeStaff(house.db, "finance_officer");
		await house.db
			.insertInto("businessMember")
			.values({ businessId: application.business.id, personId: related.personId, role: "staff", since: now() })
			.execute();
		await expect(propose(related)).rejects.toMatchObject({ code: "correction_refusal_your_business" });
		const reference = await makeProposed(house.db, payment, proposer);
		await expect(confirm(reference, related)).rejects.toMatchObject({ code: "correction_refusal_your_business" });
	});

	test("declined with a reason by another, or withdrawn by who proposed it; then it can be proposed again", async () => {
		const first = await makeProposed(house.db, payment, proposer);
		await expect(makeProposed(house.db, payment, confirmer)).rejects.toMatchObject({
			code: "correction_refusal_proposed",
		});
		const decline = (reference: string, actor: Actor, reason: string) =>
			endCorrection(ctx(actor), { reference, to: "declined", reason });
		await expect(decline(first, proposer, "x")).rejects.toMatchObject({ code: "correction_refusal_proposed_by_you" });
		await expect(decline(first, confirmer, "")).rejects.toMatchObject({ code: "correction_refusal_words" });
		await decline(first, confirmer, "Sao kê có khoản này.");
		await decline(first, confirmer, "Sao kê có khoản này.");
		await expect(confirm(first)).rejects.toMatchObject({ code: "house_refusal_moved_on" });
		const second = await makeProposed(house.db, payment, proposer);
		const withdraw = (actor: Actor) => endCorrection(ctx(actor), { reference: second, to: "withdrawn" });
		await expect(withdraw(confirmer)).rejects.toMatchObject({ code: "correction_refusal_not_proposed_by_you" });
		await withdraw(proposer);
		await makeProposed(house.db, payment, proposer);
		expect((await paymentRow()).state).toBe("paid");
	});
});

describe("at the same moment", () => {
	test("two confirm: one reversal", async () => {
		const other = await makeStaff(house.db, "finance_officer");
		const reference = await makeProposed(house.db, payment, proposer);
		const outcomes = await Promise.allSettled([confirm(reference), confirm(reference, other), confirm(reference)]);
		expect(outcomes.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
		expect(await keysOf("pay", "correct")).toHaveLength(1);
		const reversals = house.db.selectFrom("ledgerTransfer").select("id").where("why", "=", reference);
		expect(await reversals.execute()).toHaveLength(1);
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});

	test("two propose: one correction", async () => {
		const outcomes = await Promise.allSettled([
			makeProposed(house.db, payment, proposer),
			makeProposed(house.db, payment, confirmer),
		]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	});

	test("a correction and a notice that asks the payment back: one of them", async () => {
		const reference = await makeProposed(house.db, payment, proposer);
		const notice = makeNotice(ctx(recorder), {
			recoveryId: randomUUID(),
			payment,
			amountDong: 1_000_000n,
			reason: "x",
			answerBy: addDays(today, 10),
			dueOn: addDays(today, 20),
		});
		const [corrected, noticed] = await Promise.allSettled([confirm(reference), notice]);
		expect([corrected.status, noticed.status].sort()).toEqual(["fulfilled", "rejected"]);
		expect((await paymentRow()).state).toBe(corrected.status === "fulfilled" ? "failed" : "paid");
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});

	test("a correction and the bank's answer again: the answer changes nothing", async () => {
		const reference = await makeProposed(house.db, payment, proposer);
		const [corrected] = await Promise.allSettled([confirm(reference), pay()]);
		expect(corrected.status).toBe("fulfilled");
		expect((await paymentRow()).state).toBe("failed");
		expect(countWrong(await verifyBooks(house.db))).toBe(0);
	});
});

describe("is refused", () => {
	test("while a recovery asks the payment back, in words and by the database", async () => {
		const reference = await makeProposed(house.db, payment, proposer);
		await makeNotice(ctx(recorder), {
			recoveryId: randomUUID(),
			payment,
			amountDong: 1_000_000n,
			reason: "x",
			answerBy: addDays(today, 10),
			dueOn: addDays(today, 20),
		});
		await expect(confirm(reference)).rejects.toMatchObject({ code: "correction_refusal_recovery" });
	});

	test.each([
		["reserve", "correction_refusal_reservation"],
		["commit", "correction_refusal_commitment"],
		["make-payable", "correction_refusal_payable"],
		["allot", "correction_refusal_allotment"],
		["appropriate", "correction_refusal_budget"],
	])("for %s, which another step undoes", async (reason, code) => {
		const { id } = await house.db
			.selectFrom("ledgerTransfer")
			.select("id")
			.where("reason", "=", reason)
			.orderBy("id")
			.limit(1)
			.executeTakeFirstOrThrow();
		const input = { correctionId: randomUUID(), transferId: id, cause: "recorded-wrongly", reason: "x" } as const;
		await expect(proposeCorrection(ctx(proposer), input)).rejects.toMatchObject({ code });
	});

	test("for a reversal, and for what was reversed", async () => {
		const original = await transferOf(house.db, "pay", payment);
		await makeCorrected(house.db, payment, { proposer, confirmer });
		const { id } = await house.db
			.selectFrom("ledgerTransfer")
			.select("id")
			.where("reverses", "=", original)
			.executeTakeFirstOrThrow();
		const propose = (transferId: string) =>
			proposeCorrection(ctx(proposer), {
				correctionId: randomUUID(),
				transferId,
				cause: "recorded-wrongly",
				reason: "x",
			});
		await expect(propose(id)).rejects.toMatchObject({ code: "correction_refusal_of_correction" });
		await expect(propose(original)).rejects.toMatchObject({ code: "correction_refusal_corrected" });
	});

	test("by the database: to unpay a payment that stands, and to change what was proposed", async () => {
		const unpay = house.db.updateTable("disbursement").set({ state: "failed" }).where("reference", "=", payment);
		await expect(unpay.execute()).rejects.toMatchObject({ constraint: "disbursement_paid_once" });
		const reference = await makeProposed(house.db, payment, proposer);
		const change = house.db.updateTable("correction").set({ reason: "y" }).where("reference", "=", reference);
		await expect(change.execute()).rejects.toMatchObject({ constraint: "correction_kept" });
	});
});
