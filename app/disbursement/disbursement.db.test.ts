import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { dueClaims } from "#app/desk-finance/due-claims.server.ts";
import { ceilingUsedAccount } from "#app/funding/accounts.ts";
import { type EnvelopeBalances, envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { accountCondition } from "#app/review/finding/conditions.server.ts";
import type { FindingResult } from "#app/review/finding/finding.rules.ts";
import { recordFinding } from "#app/review/finding/record-finding.server.ts";
import { acceptForAll } from "#testing/accept-for-all.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { makeBusiness, rename } from "#testing/make-business.ts";
import {
	type MadeAgreed,
	makeAgreed,
	makeSentBatch,
	makeSubmittedClaim,
	makeVerifiedClaim,
} from "#testing/make-claim.ts";
import { conditionsToJudge, makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { sellToItself } from "#testing/sell-to-itself.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { correctAccount } from "./correct-account.server.ts";
import { createBatch } from "./create-batch.server.ts";
import { batchPage } from "./desk/batch-page.server.ts";
import { exportBatch } from "./export-batch.server.ts";
import { unsafeAccountNumber } from "./payee.server.ts";
import { recordAnswer } from "./record-answer.server.ts";
import { releaseBatch } from "./release-batch.server.ts";
import { reschedule } from "./reschedule.server.ts";
import { takeOut } from "./stop/take-out.server.ts";

let house: TestHouse;
let associationId: string;
let programmeId: string;
let reviewer: Actor;
let finance: Actor;
let second: Actor;

const ENVELOPE = 5_000_000_000n;
const BANK_DAY = "2026-09-08";

beforeAll(async () => {
	house = await testHouse();
	finance = await makeStaff(house.db, "finance_officer");
	second = await makeStaff(house.db, "finance_officer");
});
afterAll(() => house.close());
// A programme of its own for each test, so that balances are of what it did.
beforeEach(async () => {
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: ENVELOPE },
		rules: rulesWith({ payee: "provider" }),
	});
});

const agreed = () => makeAgreed(house.db, { programmeId, associationId, reviewer });
const balances = () => envelopeBalances(house.db, programmeId, associationId);
const standing = (parts: Partial<EnvelopeBalances>): EnvelopeBalances => {
	const none = {
		reservedDong: 0n,
		committedDong: 0n,
		payableDong: 0n,
		advancedDong: 0n,
		retainedDong: 0n,
		paidDong: 0n,
	};
	const held = { ...none, ...parts };
	const availableDong = ENVELOPE - sumDong([...Object.values(held)]);
	return { ...held, allottedDong: ENVELOPE, availableDong };
};
const ceilingUsed = ({ business }: MadeAgreed) =>
	balanceOf(house.db, ceilingUsedAccount({ taxCode: business.taxCode, supportItemCode: "DX-SOLUTION", year: 2026 }));
const paymentOf = (reference: string) =>
	house.db.selectFrom("disbursement").selectAll().where("reference", "=", reference).executeTakeFirstOrThrow();
const stateOf = async (id: string) =>
	(await house.db.selectFrom("application").select("state").where("id", "=", id).executeTakeFirstOrThrow()).state;
const jobsOf = async (applicationId: string) => {
	const { rows } = await sql<{ task: string }>`select t.identifier as task from graphile_worker._private_jobs j
		join graphile_worker._private_tasks t on t.id = j.task_id where payload->>'applicationId' = ${applicationId}`.execute(
		house.db,
	);
	return rows.map(({ task }) => task);
};
const answer = (reference: string, what: "paid" | "failed" | "unknown", said = "Ngân hàng trả lời.", actor = finance) =>
	recordAnswer(contextOf(house.db, actor), { reference, answer: what, on: BANK_DAY, said });
const sent = (...claims: string[]) => makeSentBatch(house.db, claims, { maker: finance, releaser: second });

async function onlyPayment(claim: string): Promise<string> {
	const { payments } = await sent(claim);
	return payments[0] ?? "";
}

describe("the whole way of the money", () => {
	test("approved, agreed, claimed in two parts, paid, completed: every step stands in the ledger", async () => {
		const submitted = await makeSubmittedApplication(house.db, { programmeId, associationId });
		expect(await balances()).toEqual(standing({}));
		await makeDecision(house.db, reviewer, submitted.reference);
		expect(await balances()).toEqual(standing({ reservedDong: 50_000_000n }));
		const application = { ...submitted, reviewer };
		await acceptForAll(house.db, application);
		expect(await balances()).toEqual(standing({ committedDong: 50_000_000n }));

		const first = await makeSubmittedClaim(house.db, application, { costs: [59_000_000n] });
		expect(await balances()).toEqual(standing({ committedDong: 50_000_000n }));
		await answerClaim(contextOf(house.db, reviewer), { reference: first, answer: "verify", reasons: "" });
		expect(await balances()).toEqual(standing({ committedDong: 25_000_000n, payableDong: 25_000_000n }));
		const { payments, batch } = await sent(first);
		expect(batch).toMatch(/^DC-2026-\d{3}$/);
		expect(payments[0]).toMatch(/^CT-2026-\d{5}$/);
		expect(await balances()).toEqual(standing({ committedDong: 25_000_000n, payableDong: 25_000_000n }));
		await answer(payments[0] ?? "", "paid");
		expect(await balances()).toEqual(standing({ committedDong: 25_000_000n, paidDong: 25_000_000n }));
		expect(await stateOf(application.id)).toBe("agreed");

		const rest = await makeVerifiedClaim(house.db, application, { costs: [59_000_000n] });
		expect(await balances()).toEqual(standing({ payableDong: 25_000_000n, paidDong: 25_000_000n }));
		await answer(await onlyPayment(rest), "paid");
		expect(await balances()).toEqual(standing({ paidDong: 50_000_000n }));
		expect(await stateOf(application.id)).toBe("completed");
		const told = await house.db.selectFrom("auditEntry").select("facts").where("action", "=", "application.completed");
		expect(await told.where("subjectLabel", "=", application.reference).execute()).toEqual([
			{ facts: { paidDong: "50000000", releasedDong: "0" } },
		]);
		expect(await ceilingUsed(application)).toBe(50_000_000n);
		expect(await jobsOf(application.id)).toEqual(
			expect.arrayContaining(["application.completed", "certificate.issue"]),
		);
	});

	test("what the last claim leaves goes back to the envelope and off the ceiling", async () => {
		const application = await agreed();
		const claim = await makeVerifiedClaim(house.db, application, { costs: [59_000_000n], isLast: true });
		expect(await ceilingUsed(application)).toBe(50_000_000n);
		await answer(await onlyPayment(claim), "paid");
		expect(await balances()).toEqual(standing({ paidDong: 25_000_000n }));
		expect(await ceilingUsed(application)).toBe(25_000_000n);
		expect(await stateOf(application.id)).toBe("completed");
	});

	test("an application is not completed while another claim is open", async () => {
		const application = await agreed();
		const payment = await onlyPayment(await makeVerifiedClaim(house.db, application, { costs: [59_000_000n] }));
		const last = await makeSubmittedClaim(house.db, application, { costs: [10_000_000n], isLast: true });
		await answer(payment, "paid");
		expect(await stateOf(application.id)).toBe("agreed");
		await answerClaim(contextOf(house.db, reviewer), { reference: last, answer: "verify", reasons: "" });
		await answer(await onlyPayment(last), "paid");
		expect(await stateOf(application.id)).toBe("completed");
	});
});

describe("a batch", () => {
	test("has one payment a claim, with the account of its payee, and is made once", async () => {
		const application = await agreed();
		const claim = await makeVerifiedClaim(house.db, application, { accountNumber: "0071004471" });
		const batchId = randomUUID();
		const input = { batchId, claimReferences: [claim] };
		const reference = await createBatch(contextOf(house.db, finance), input);
		expect(await createBatch(contextOf(house.db, finance), input)).toBe(reference);
		const [payment, ...more] = await house.db
			.selectFrom("disbursement")
			.selectAll()
			.where("batchId", "=", batchId)
			.execute();
		expect(more).toEqual([]);
		expect(payment).toMatchObject({
			amountDong: 50_000_000n,
			state: "scheduled",
			payeeKind: "provider",
			payeeName: "Công ty Giải pháp Thử",
			accountLast4: "4471",
			accountName: "CONG TY GIAI PHAP THU",
		});
		expect(payment && unsafeAccountNumber(payment)).toBe("0071004471");
		await expect(
			createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences: [claim] }),
		).rejects.toMatchObject({ code: "disbursement_refusal_in_batch", facts: { claim } });
	});

	test("pays the business where the programme does, and needs its account", async () => {
		programmeId = await makeProgramme({
			envelopes: { [associationId]: ENVELOPE },
			rules: rulesWith({ payee: "business" }),
		});
		const application = await agreed();
		const claim = await makeVerifiedClaim(house.db, application);
		const payment = await paymentOf(await onlyPayment(claim));
		expect(payment).toMatchObject({ payeeKind: "business", payeeName: application.business.legalName });
		const other = await makeVerifiedClaim(house.db, await agreed());
		await sql`update bank_account set replaced_at = now()`.execute(house.db);
		await expect(sent(other)).rejects.toMatchObject({
			code: "disbursement_refusal_no_account",
			facts: { claim: other },
		});
	});

	test("takes verified claims only, and is nobody's but the finance officers'", async () => {
		const claim = await makeSubmittedClaim(house.db, await agreed());
		const input = { batchId: randomUUID(), claimReferences: [claim] };
		await expect(createBatch(contextOf(house.db, finance), input)).rejects.toMatchObject({
			code: "disbursement_refusal_not_due",
		});
		for (const role of ["auditor", "programme_officer", "administrator"] as const) {
			const actor = await makeStaff(house.db, role);
			await expect(createBatch(contextOf(house.db, actor), input)).rejects.toMatchObject({ status: 403 });
		}
	});

	test("made twice at the same moment pays a claim once", async () => {
		const claim = await makeVerifiedClaim(house.db, await agreed());
		const create = () => createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences: [claim] });
		const outcomes = await Promise.allSettled([create(), create()]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	});
});

describe("releasing", () => {
	const made = async (claim: string) =>
		createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences: [claim] });
	const release = (reference: string, actor: Actor) => releaseBatch(contextOf(house.db, actor), { reference });

	test("is for another person than who made it", async () => {
		const reference = await made(await makeVerifiedClaim(house.db, await agreed()));
		await expect(exportBatch(contextOf(house.db, finance), { reference })).rejects.toMatchObject({
			code: "disbursement_refusal_not_released",
		});
		await expect(release(reference, finance)).rejects.toMatchObject({ code: "disbursement_refusal_created_by_you" });
		await release(reference, second);
		await release(reference, second);
		await expect(release(reference, finance)).rejects.toMatchObject({ code: "disbursement_refusal_released" });
	});

	test("waits where whoever made it is suspended, or pays no more", async () => {
		const maker = await makeStaff(house.db, "finance_officer");
		const claim = await makeVerifiedClaim(house.db, await agreed());
		const reference = await createBatch(contextOf(house.db, maker), {
			batchId: randomUUID(),
			claimReferences: [claim],
		});
		const gone = { code: "house_refusal_first_hand", facts: { name: maker.name } };
		const person = house.db.updateTable("person").where("id", "=", maker.personId);
		await person.set({ suspendedAt: now() }).execute();
		await expect(release(reference, second)).rejects.toMatchObject(gone);
		await person.set({ suspendedAt: null }).execute();
		await house.db
			.updateTable("personRole")
			.set({ revokedAt: now(), revokedBy: "test" })
			.where("personId", "=", maker.personId)
			.execute();
		await expect(release(reference, second)).rejects.toMatchObject(gone);
	});

	test("is never for who verified one of its claims, whatever the code says", async () => {
		const application = await agreed();
		const both: Actor = { ...reviewer, roles: [...reviewer.roles, { role: "finance_officer", scopeId: "" }] };
		const reference = await made(await makeVerifiedClaim(house.db, application));
		await expect(release(reference, both)).rejects.toMatchObject({ code: "disbursement_refusal_verified_by_you" });
		const direct = (personId: string) =>
			sql`update payment_batch set released_at = now(), released_by = ${personId}, released_by_name = 'x'
				where reference = ${reference}`.execute(house.db);
		await expect(direct(both.personId)).rejects.toMatchObject({ constraint: "payment_batch_two_persons" });
		await expect(direct(finance.personId)).rejects.toMatchObject({ constraint: "payment_batch_another_person" });
	});

	test("is never for who approved one of its applications, or verified another claim of it", async () => {
		const officerWho = (person: Actor): Actor => ({
			...person,
			roles: [...person.roles, { role: "finance_officer", scopeId: "" }],
		});
		const application = await agreed();
		const other = await makeStaff(house.db, "reviewer", associationId);
		const later = await makeStaff(house.db, "reviewer", associationId);
		for (const person of [other, later]) {
			await declareConflict(contextOf(house.db, person), {
				reference: application.reference,
				hasConflict: false,
				note: "",
			});
		}
		const first = await makeVerifiedClaim(house.db, { ...application, reviewer: other }, { costs: [59_000_000n] });
		const one = await made(first);
		const decider = officerWho(reviewer);
		await expect(release(one, decider)).rejects.toMatchObject({ code: "disbursement_refusal_decided_by_you" });
		const page = await batchPage(house.db, decider, one);
		expect(page?.asSeen).toMatchObject({ decidedByActor: true, verifiedByActor: false });
		const direct = (reference: string, { personId }: Actor) =>
			sql`update payment_batch set released_at = now(), released_by = ${personId}, released_by_name = 'x'
				where reference = ${reference}`.execute(house.db);
		await expect(direct(one, decider)).rejects.toMatchObject({ constraint: "payment_batch_not_decider" });
		await release(one, second);

		const next = await made(
			await makeVerifiedClaim(house.db, { ...application, reviewer: later }, { costs: [20_000_000n] }),
		);
		await expect(release(next, officerWho(other))).rejects.toMatchObject({
			code: "disbursement_refusal_verified_by_you",
		});
		await expect(direct(next, other)).rejects.toMatchObject({ constraint: "payment_batch_two_persons" });
		await release(next, second);
	});

	test("is not for who belongs to a business in it", async () => {
		const application = await agreed();
		const { owner } = application;
		const officer: Actor = { ...owner, secondFactor: true, roles: [{ role: "finance_officer", scopeId: "" }] };
		const reference = await made(await makeVerifiedClaim(house.db, application));
		await expect(release(reference, officer)).rejects.toMatchObject({ code: "disbursement_refusal_your_business" });
	});

	test("nor for who belongs to a provider in it", async () => {
		const application = await agreed();
		const reference = await made(await makeVerifiedClaim(house.db, application));
		const { providerTaxCode } = await house.db
			.selectFrom("costLine")
			.innerJoin("application", "application.submissionId", "costLine.submissionId")
			.select("providerTaxCode")
			.where("application.id", "=", application.id)
			.executeTakeFirstOrThrow();
		const officer = await makeStaff(house.db, "finance_officer");
		await makeBusiness(house.db, { owner: officer, taxCode: `${providerTaxCode.slice(0, 10)}-008` });
		await expect(release(reference, officer)).rejects.toMatchObject({ code: "disbursement_refusal_your_business" });
	});

	test("never pays a business by its own invoice, whatever was approved: not verified, batched, released or sent", async () => {
		const application = await agreed();
		const claim = await makeSubmittedClaim(house.db, application);
		await sellToItself(house.owner, application.id);
		const verify = () =>
			answerClaim(contextOf(house.db, reviewer), { reference: claim, answer: "verify", reasons: "" });
		await expect(verify()).rejects.toMatchObject({ code: "claim_refusal_own_provider", facts: { claim } });

		const other = await agreed();
		const verified = await makeVerifiedClaim(house.db, other);
		const batched = await agreed();
		const inBatch = await makeVerifiedClaim(house.db, batched);
		const batch = await createBatch(contextOf(house.db, finance), {
			batchId: randomUUID(),
			claimReferences: [inBatch],
		});
		for (const { id } of [other, batched]) await sellToItself(house.owner, id);
		await expect(
			createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences: [verified] }),
		).rejects.toMatchObject({ code: "disbursement_refusal_own_provider", facts: { claim: verified } });
		expect(await dueClaims(house.db, finance)).toContainEqual(
			expect.objectContaining({ claim: verified, paysApplicant: true }),
		);
		await expect(releaseBatch(contextOf(house.db, second), { reference: batch })).rejects.toMatchObject({
			code: "disbursement_refusal_own_provider",
			facts: { claim: inBatch },
		});
		await house.owner
			.updateTable("paymentBatch")
			.set({ releasedAt: now(), releasedBy: second.personId, releasedByName: second.name })
			.where("reference", "=", batch)
			.execute();
		await expect(exportBatch(contextOf(house.db, finance), { reference: batch })).rejects.toMatchObject({
			constraint: "disbursement_to_another",
		});
	});

	test("comes before sending, in the database too", async () => {
		const claim = await makeVerifiedClaim(house.db, await agreed());
		await made(claim);
		const send = sql`update disbursement set state = 'sent' where claim_id = (select id from claim where reference = ${claim})`;
		await expect(send.execute(house.db)).rejects.toMatchObject({ constraint: "disbursement_released_first" });
	});
});

describe("the bank's answer", () => {
	test("is booked once, however often and by however many it is recorded", async () => {
		const payment = await onlyPayment(await makeVerifiedClaim(house.db, await agreed()));
		await Promise.all([answer(payment, "paid"), answer(payment, "paid", "", second), answer(payment, "paid")]);
		await answer(payment, "paid");
		expect(await balances()).toEqual(standing({ paidDong: 50_000_000n }));
		const { id } = await paymentOf(payment);
		const events = await house.db
			.selectFrom("disbursementEvent")
			.select("what")
			.where("disbursementId", "=", id)
			.orderBy("id")
			.execute();
		expect(events.map(({ what }) => what)).toEqual(["scheduled", "sent", "paid"]);
		await expect(answer(payment, "failed")).rejects.toMatchObject({ code: "disbursement_refusal_already_paid" });
		const undo = sql`update disbursement set state = 'failed' where id = ${id}`.execute(house.db);
		await expect(undo).rejects.toMatchObject({ constraint: "disbursement_paid_once" });
		const more = sql`update disbursement set amount_dong = amount_dong + 1 where id = ${id}`.execute(house.db);
		await expect(more).rejects.toMatchObject({ constraint: "disbursement_kept" });
	});

	test("paid and failed at the same moment: one wins", async () => {
		const payment = await onlyPayment(await makeVerifiedClaim(house.db, await agreed()));
		const outcomes = await Promise.allSettled([answer(payment, "paid"), answer(payment, "failed", "", second)]);
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		const { state } = await paymentOf(payment);
		const paidDong = state === "paid" ? 50_000_000n : 0n;
		expect(await balances()).toEqual(standing({ paidDong, payableDong: 50_000_000n - paidDong }));
	});

	test("not known yet waits for a person, and is not sent again meanwhile", async () => {
		const payment = await onlyPayment(await makeVerifiedClaim(house.db, await agreed()));
		await answer(payment, "unknown", "Không có trong sao kê.");
		await expect(reschedule(contextOf(house.db, finance), { reference: payment })).rejects.toMatchObject({
			code: "disbursement_refusal_not_failed",
		});
		expect(await balances()).toEqual(standing({ payableDong: 50_000_000n }));
		await answer(payment, "paid");
		expect(await balances()).toEqual(standing({ paidDong: 50_000_000n }));
	});

	test("is recorded by nobody of the business that is paid", async () => {
		const application = await agreed();
		const payment = await onlyPayment(await makeVerifiedClaim(house.db, application));
		const { owner } = application;
		const both: Actor = { ...owner, secondFactor: true, roles: [{ role: "finance_officer", scopeId: "" }] };
		await expect(answer(payment, "paid", "", both)).rejects.toMatchObject({
			code: "disbursement_refusal_paid_to_you",
			status: 403,
		});
		expect(await balances()).toEqual(standing({ payableDong: 50_000_000n }));
	});

	test("lies between the sending and today, and has words unless it paid", async () => {
		const payment = await onlyPayment(await makeVerifiedClaim(house.db, await agreed()));
		const record = (on: string) =>
			recordAnswer(contextOf(house.db, finance), { reference: payment, answer: "paid", on, said: "" });
		await expect(record("2026-09-07")).rejects.toMatchObject({ code: "disbursement_refusal_day", field: "on" });
		await expect(record("2026-09-09")).rejects.toMatchObject({ code: "disbursement_refusal_day" });
		await expect(answer(payment, "failed", "")).rejects.toMatchObject({ code: "disbursement_refusal_words" });
	});
});

describe("a payment that the bank returned", () => {
	test("is sent again with the same reference to the corrected account, after another release", async () => {
		const application = await agreed();
		const claim = await makeVerifiedClaim(house.db, application, { accountNumber: "0071004471" });
		const payment = await onlyPayment(claim);
		await answer(payment, "failed", "Số tài khoản không khớp tên người nhận.");
		expect(await balances()).toEqual(standing({ payableDong: 50_000_000n }));

		const account = { bankBin: "970415", number: "123456789012", accountName: "Công ty Giải pháp Thử" };
		// The provider's name beside the business's own number.
		const own = { bankBin: "970436", number: "0071009998887", accountName: application.business.legalName };
		await saveBankAccount(contextOf(house.db, application.owner), { businessId: application.business.id, ...own });
		const toItself = { ...own, accountName: account.accountName };
		await expect(
			correctAccount(contextOf(house.db, application.owner), { reference: claim, ...toItself }),
		).rejects.toMatchObject({ code: "claim_refusal_own_account", field: "number" });
		// One that it had before may have been typed by mistake: a person judges that, before anything is paid to it.
		await saveBankAccount(contextOf(house.db, application.owner), {
			businessId: application.business.id,
			...own,
			number: "0071001112223",
		});
		await correctAccount(contextOf(house.db, application.owner), { reference: claim, ...toItself });
		await expect(reschedule(contextOf(house.db, second), { reference: payment })).rejects.toMatchObject({
			code: "disbursement_refusal_own_account",
		});
		await correctAccount(contextOf(house.db, application.owner), { reference: claim, ...account });
		await expect(reschedule(contextOf(house.db, finance), { reference: payment })).rejects.toMatchObject({
			code: "disbursement_refusal_failed_by_you",
		});
		await reschedule(contextOf(house.db, second), { reference: payment });
		// Nobody stands at both ends: who said that it came back makes the batch, and another releases it.
		const other = await createBatch(contextOf(house.db, second), { batchId: randomUUID(), claimReferences: [claim] });
		await expect(releaseBatch(contextOf(house.db, finance), { reference: other })).rejects.toMatchObject({
			code: "disbursement_refusal_returned_by_you",
		});
		const direct =
			sql`update payment_batch set released_at = now(), released_by = ${finance.personId}, released_by_name = 'x'
			where reference = ${other}`.execute(house.db);
		await expect(direct).rejects.toMatchObject({ constraint: "payment_batch_not_returner" });
		await takeOut(contextOf(house.db, second), { reference: payment, reason: "Người ghi trả lại không duyệt chi." });
		const again = await sent(claim);
		expect(again.payments).toEqual([payment]);
		const row = await paymentOf(payment);
		expect(row).toMatchObject({ state: "sent", bankBin: "970415", accountLast4: "9012" });
		expect(unsafeAccountNumber(row)).toBe("123456789012");
		// Who released it may say afterwards that it came back: what else is written of the batch is no release.
		await answer(payment, "failed", "Ngân hàng trả lại.", second);
		await sql`update payment_batch set executes_on = executes_on where id = ${(await paymentOf(payment)).batchId}`.execute(
			house.db,
		);
		await reschedule(contextOf(house.db, finance), { reference: payment });
		await makeSentBatch(house.db, [claim], { maker: second, releaser: finance });
		// It comes back once more, and the other officer says so: two of them still get it paid.
		await answer(payment, "failed", "Ngân hàng trả lại lần nữa.", second);
		await reschedule(contextOf(house.db, finance), { reference: payment });
		await makeSentBatch(house.db, [claim], { maker: second, releaser: finance });
		await answer(payment, "paid");
		expect(await balances()).toEqual(standing({ paidDong: 50_000_000n }));
		expect(await stateOf(application.id)).toBe("completed");
		const batches = await house.db
			.selectFrom("batchPayment")
			.where("disbursementId", "=", row.id)
			.selectAll()
			.execute();
		expect(batches).toHaveLength(5);
	});

	test("whose provider's number the business saved as its own waits for a finding, and is paid after it", async () => {
		const application = await agreed();
		const { owner, business, reviewer: judge } = application;
		const number = "0071005556667";
		const claim = await makeVerifiedClaim(house.db, application, { accountNumber: number });
		const wrong = { businessId: business.id, bankBin: "970436", number, accountName: business.legalName };
		await saveBankAccount(contextOf(house.db, owner), wrong);
		const pay = () => createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences: [claim] });
		await expect(pay()).rejects.toMatchObject({ code: "disbursement_refusal_own_account", facts: { claim } });
		await makeFindings(house.db, judge, application.reference, { result: "not-met" });
		await expect(pay()).rejects.toMatchObject({ code: "disbursement_refusal_own_account" });
		await makeFindings(house.db, judge, application.reference);
		// Of an account that was saved after it the finding says nothing, whatever its number ends with.
		const later = new Date(contextOf(house.db, owner).now.getTime() + 60_000);
		await saveBankAccount(contextOf(house.db, owner, later), { ...wrong, number: "0071009990000" });
		await saveBankAccount(contextOf(house.db, owner, later), wrong);
		await expect(pay()).rejects.toMatchObject({ code: "disbursement_refusal_own_account" });
		await makeFindings(house.db, judge, application.reference, { now: later, again: true });
		expect(await pay()).toMatch(/^DC-/);
	});

	test("a finding about one provider of a file frees no payment to another, and blocks none", async () => {
		const [one, other] = [
			{ providerName: "Công ty Giải pháp Đầu", providerTaxCode: makeTaxCode(9_801) },
			{ providerName: "Công ty Tư vấn Sau", providerTaxCode: makeTaxCode(9_802) },
		];
		const application = await makeAgreed(house.db, {
			...{ programmeId, associationId, reviewer, provider: one, secondProvider: other },
			prices: [
				["DX-CONSULT", 60_000_000n],
				["DX-SOLUTION", 40_000_000n],
			],
		});
		const { owner, business, reference } = application;
		const number = "0071008887776";
		const first = await makeVerifiedClaim(house.db, application, { accountNumber: number });
		const wrong = { businessId: business.id, bankBin: "970436", number, accountName: business.legalName };
		await saveBankAccount(contextOf(house.db, owner), wrong);
		const pay = () => createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences: [first] });
		/** What is found of the one provider's account, and then of the other's, to which a claim of its own is paid too. */
		const find = async (ofOne: FindingResult, ofOther: FindingResult) => {
			const account = await conditionsToJudge(house.db, reviewer, reference);
			for (const [{ providerTaxCode }, result] of [
				[one, ofOne],
				[other, ofOther],
			] as const) {
				const condition = accountCondition(providerTaxCode, { bankBin: "970436", last4: "7776" });
				expect(account.map(({ id }) => id)).toContain(condition);
				const what = { condition, result, lookedAt: "Sao kê của ngân hàng.", lookedOn: BANK_DAY } as const;
				await recordFinding(contextOf(house.db, reviewer), { reference, findingId: randomUUID(), ...what });
			}
		};
		const ofOther = await makeSubmittedClaim(house.db, application, {
			costs: [null, 40_000_000n],
			invoice: { sellerTaxCode: other.providerTaxCode },
			...{ accountNumber: "0091117776", accountName: other.providerName },
		});
		expect(ofOther).not.toBe(first);
		await find("not-met", "met");
		await expect(pay()).rejects.toMatchObject({ code: "disbursement_refusal_own_account" });
		await find("met", "not-met");
		expect(await pay()).toMatch(/^DC-/);
	});

	test("goes to the business's new account where the business is paid", async () => {
		programmeId = await makeProgramme({
			envelopes: { [associationId]: ENVELOPE },
			rules: rulesWith({ payee: "business" }),
		});
		const application = await agreed();
		const { owner, business } = application;
		const payment = await onlyPayment(await makeVerifiedClaim(house.db, application));
		await answer(payment, "failed", "Tài khoản đã đóng.");
		const account = { bankBin: "970415", number: "555566667777", accountName: business.legalName };
		await saveBankAccount(contextOf(house.db, owner), { businessId: business.id, ...account });
		await reschedule(contextOf(house.db, second), { reference: payment });
		expect(await paymentOf(payment)).toMatchObject({ state: "scheduled", batchId: null, accountLast4: "7777" });
	});

	test("goes to an account in the name that applied, or one that the reviewer has found to be the same", async () => {
		programmeId = await makeProgramme({
			envelopes: { [associationId]: ENVELOPE },
			rules: rulesWith({ payee: "business" }),
		});
		const application = await agreed();
		const { owner, business } = application;
		const claim = await makeVerifiedClaim(house.db, application);
		const batch = () => createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences: [claim] });
		const saveAs = async (name: string, number: string) => {
			await rename(house.db, application, name);
			const account = { businessId: business.id, bankBin: "970436", number, accountName: name };
			await saveBankAccount(contextOf(house.db, owner), account);
			await rename(house.db, application, business.legalName);
		};
		await saveAs("Công ty TNHH Tiền Của Kẻ Khác", "0079998887776");
		const holder = "CONG TY TNHH TIEN CUA KE KHAC";
		const facts = { claim, holder };
		await expect(batch()).rejects.toMatchObject({ code: "disbursement_refusal_holder", facts });
		await makeFindings(house.db, reviewer, application.reference, { result: "not-met" });
		await expect(batch()).rejects.toMatchObject({ code: "disbursement_refusal_holder" });
		await makeFindings(house.db, reviewer, application.reference);
		const payment = await onlyPayment(claim);
		expect(await paymentOf(payment)).toMatchObject({ accountName: holder });
		// The finding is on this holder, and on no other that comes after.
		await answer(payment, "failed", "Tài khoản đã đóng.");
		await saveAs("Công ty TNHH Người Thứ Ba", "0079998887777");
		await expect(reschedule(contextOf(house.db, second), { reference: payment })).rejects.toMatchObject({
			code: "disbursement_refusal_holder",
		});
	});

	test("has its account corrected only by its business, and only then", async () => {
		const application = await agreed();
		const claim = await makeVerifiedClaim(house.db, application);
		const payment = await onlyPayment(claim);
		const account = {
			reference: claim,
			bankBin: "970415",
			number: "123456789012",
			accountName: "Công ty Giải pháp Thử",
		};
		const correct = (actor: Actor) => correctAccount(contextOf(house.db, actor), account);
		await expect(correct(application.owner)).rejects.toMatchObject({ code: "disbursement_refusal_not_failed" });
		await answer(payment, "failed");
		await expect(correct(finance)).rejects.toMatchObject({ status: 404 });
	});
});
