import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { advancesDueBack } from "#app/desk-finance/advances-due-back.server.ts";
import { completeIfSettled } from "#app/disbursement/complete-when-paid.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { ceilingUsedAccount } from "#app/funding/accounts.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { asRefusal } from "#app/house/command/as-refusal.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { invoiceXml } from "#testing/invoice-xml.ts";
import { makeAdvance, makePaidAdvance, makeSubmittedAdvance, makeVerifiedAdvance } from "#testing/make-advance.ts";
import { rename } from "#testing/make-business.ts";
import { type MadeAgreed, makeAgreed, makePaid, makeSubmittedClaim, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { receiveBack } from "#testing/make-recovery.ts";
import { makeGoOn } from "#testing/make-stop.ts";
import { contextOf, makeAssociation, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { findClaimCase } from "../claim-case.server.ts";
import { claimOnDesk } from "../desk/claim-desk.server.ts";
import { cancelApplication } from "../ending/cancel-application.server.ts";
import { giveUpClaim } from "../ending/give-up-claim.server.ts";
import { addInvoiceFile } from "../invoice/add-invoice-file.server.ts";
import { unsafeReadPayeeAccount } from "../payee-account.server.ts";
import { saveClaim } from "../save-claim.server.ts";
import { startClaim } from "../start-claim.server.ts";
import { submitClaim } from "../submit-claim.server.ts";
import { saveAdvance } from "./save-advance.server.ts";
import { startAdvance } from "./start-advance.server.ts";

const ENVELOPE = 1_000_000_000n;
const APPROVED = 50_000_000n;
const HALF = 59_000_000n;

let house: TestHouse;
let associationId: string;
let programmeId: string;
let reviewer: Actor;
let manager: Actor;
let maker: Actor;
let releaser: Actor;
let application: MadeAgreed;

beforeAll(async () => {
	house = await testHouse();
	maker = await makeStaff(house.db, "finance_officer");
	releaser = await makeStaff(house.db, "finance_officer");
});
afterAll(() => house.close());
// 118 million for a solution, of which 50 are approved: 15 of them may be paid ahead, and 10 % of each claim is kept back.
beforeEach(async () => {
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	manager = await makeStaff(house.db, "association_manager", associationId);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: ENVELOPE },
		rules: rulesWith({ payee: "provider", advancePercent: 30, retentionPercent: 10 }),
	});
	application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
});

const asOwner = () => contextOf(house.db, application.owner);
const asReviewer = () => contextOf(house.db, reviewer);
const claimRow = (reference: string) =>
	house.db.selectFrom("claim").selectAll().where("reference", "=", reference).executeTakeFirstOrThrow();
const stateOf = async () =>
	(await house.db.selectFrom("application").select("state").where("id", "=", application.id).executeTakeFirstOrThrow())
		.state;
const pay = (...claims: string[]) => makePaid(house.db, claims, { maker, releaser });
const money = async () => {
	const {
		allottedDong: _allotted,
		availableDong,
		...held
	} = await envelopeBalances(house.db, programmeId, associationId);
	const parts = Object.entries({ ...held, usedDong: ENVELOPE - availableDong });
	return Object.fromEntries(parts.filter(([, dong]) => dong !== 0n));
};
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => "done",
		(error: unknown) => asRefusal(error)?.code ?? String(error),
	);
const whole = async () => expect(countWrong(await verifyBooks(house.db))).toBe(0);
const start = (reference = application.reference) => startAdvance(asOwner(), { claimId: randomUUID(), reference });
const startCosts = () => startClaim(asOwner(), { claimId: randomUUID(), reference: application.reference });

describe("asking for an advance", () => {
	test("begins with the most that the programme pays, once for the same form", async () => {
		const input = { claimId: randomUUID(), reference: application.reference };
		const reference = await startAdvance(asOwner(), input);
		expect(await startAdvance(asOwner(), input)).toBe(reference);
		const claim = await findClaimCase(house.db, application.owner, reference);
		expect(claim).toMatchObject({
			kind: "advance",
			advance: { amount: "15.000.000" },
			highestAdvanceDong: 15_000_000n,
		});
	});

	test("is refused where the programme has none, before the agreement, twice, and after costs", async () => {
		const without = await makeProgramme({ envelopes: { [associationId]: ENVELOPE } });
		const other = await makeAgreed(house.db, { programmeId: without, associationId, reviewer });
		const asOther = contextOf(house.db, other.owner);
		const asked = startAdvance(asOther, { claimId: randomUUID(), reference: other.reference });
		expect(await refusal(asked)).toBe("claim_refusal_no_advance");
		const claim = await makeSubmittedClaim(house.db, application, { costs: [HALF] });
		expect(await refusal(start())).toBe("claim_refusal_advance_too_late");
		await answerClaim(asReviewer(), { reference: claim, answer: "refuse", reasons: "Sai hóa đơn của hồ sơ." });
		await start();
		expect(await refusal(start())).toBe("claim_refusal_advance_made");
	});

	test("keeps what is typed, and asks for an amount within the limit and a reason", async () => {
		const reference = await start();
		const { lines } = (await findClaimCase(house.db, application.owner, reference)) ?? { lines: [] };
		const costLineId = lines[0]?.costLineId ?? "";
		const save = (draftVersion: number, amount: string, reason: string) =>
			saveAdvance(asOwner(), { reference, draftVersion, costLineId, amount, reason });
		await save(1, "15.000.001", "");
		expect(await refusal(save(1, "1", ""))).toBe("house_refusal_other_tab");
		expect(await refusal(submitClaim(asOwner(), { reference }))).toBe("claim_refusal_incomplete");
		expect(await findClaimCase(house.db, application.owner, reference)).toMatchObject({
			advance: { amount: "15.000.001", reason: "" },
		});
		// The pages of costs are not its own.
		const asCosts = saveClaim(asOwner(), { reference, draftVersion: 2, lines: [], invoices: [], isLast: true });
		await expect(asCosts).rejects.toMatchObject({ status: 404 });
		const bytes = Buffer.from(invoiceXml({ number: 9 }));
		const file = { documentId: randomUUID(), fileName: "hoa-don.xml", bytes };
		const draft = { reference, draftVersion: 2, lines: [], invoices: [], isLast: true };
		await expect(addInvoiceFile(asOwner(), { ...draft, ...file })).rejects.toMatchObject({ status: 404 });
	});

	test("can be given up, and asked for again", async () => {
		const reference = await makeAdvance(house.db, application);
		expect(await refusal(startCosts())).toBe("claim_refusal_advance_first");
		await giveUpClaim(asOwner(), { reference });
		await giveUpClaim(asOwner(), { reference });
		expect((await claimRow(reference)).state).toBe("refused");
		const again = await makeSubmittedAdvance(house.db, application);
		expect(await refusal(giveUpClaim(asOwner(), { reference: again }))).toBe("claim_refusal_submitted");
		await answerClaim(asReviewer(), { reference: again, answer: "return", reasons: "Ghi rõ điều khoản đặt cọc." });
		await giveUpClaim(asOwner(), { reference: again });
		await whole();
	});

	test("costs that were begun by mistake are given up for it", async () => {
		const begun = await startCosts();
		expect(await refusal(start())).toBe("claim_refusal_advance_too_late");
		const stranger = contextOf(house.db, (await makeAgreed(house.db, { programmeId, associationId })).owner);
		await expect(giveUpClaim(stranger, { reference: begun })).rejects.toMatchObject({ status: 404 });
		await giveUpClaim(asOwner(), { reference: begun });
		expect(await refusal(start())).toMatch(/^DN-|^done$/);
	});

	test("ten at once ask for one", async () => {
		const asked = await Promise.all(Array.from({ length: 10 }, () => refusal(start())));
		expect(asked.filter((each) => each.startsWith("DN-") || each === "done")).toHaveLength(1);
	});
});

describe("an advance and what is kept back, to the end", () => {
	test("adds up to what was earned", async () => {
		const advance = await makeVerifiedAdvance(house.db, application);
		expect(await money()).toEqual({ committedDong: 35_000_000n, payableDong: 15_000_000n, usedDong: APPROVED });
		expect(await refusal(startCosts())).toBe("claim_refusal_advance_first");
		await pay(advance);
		expect(await money()).toEqual({ committedDong: 35_000_000n, advancedDong: 15_000_000n, usedDong: APPROVED });

		// 25 million earned: 15 were paid ahead, 2.5 are kept back, 7.5 are paid.
		const first = await makeVerifiedClaim(house.db, application, { costs: [HALF] });
		expect(await claimRow(first)).toMatchObject({
			subsidyDong: 25_000_000n,
			advanceOffsetDong: 15_000_000n,
			retainedDong: 2_500_000n,
			payableDong: 7_500_000n,
		});
		expect(await money()).toEqual({
			committedDong: 25_000_000n,
			payableDong: 7_500_000n,
			retainedDong: 2_500_000n,
			paidDong: 15_000_000n,
			usedDong: APPROVED,
		});
		const [payment = ""] = (await pay(first)).payments;
		const { amountDong } = await house.db
			.selectFrom("disbursement")
			.select("amountDong")
			.where("reference", "=", payment)
			.executeTakeFirstOrThrow();
		expect(amountDong).toBe(7_500_000n);
		expect(await stateOf()).toBe("agreed");

		// All that was approved is claimed: it is the last, keeps nothing back, and releases the rest.
		const last = await makeVerifiedClaim(house.db, application, { costs: [HALF] });
		expect(await claimRow(last)).toMatchObject({ retainedDong: 0n, payableDong: 25_000_000n });
		const released = await house.db
			.selectFrom("claim")
			.selectAll()
			.where("kind", "=", "retention")
			.where("applicationId", "=", application.id)
			.execute();
		expect(released).toMatchObject([{ state: "verified", payableDong: 2_500_000n, answeredBy: reviewer.personId }]);
		const [retention] = released;
		expect(retention?.retainsClaimId).toBe((await claimRow(first)).id);
		expect(await unsafeReadPayeeAccount(house.db, retention?.id ?? "")).toEqual(
			await unsafeReadPayeeAccount(house.db, (await claimRow(first)).id),
		);
		await whole();
		await pay(last);
		expect(await stateOf()).toBe("agreed");
		await pay(retention?.reference ?? "");
		expect(await stateOf()).toBe("completed");
		expect(await money()).toEqual({ paidDong: APPROVED, usedDong: APPROVED });
		await whole();
	});

	test("with less claimed than approved, the rest is free again", async () => {
		await makePaidAdvance(house.db, application, { maker, releaser });
		const first = await makeVerifiedClaim(house.db, application, { costs: [HALF] });
		const last = await makeVerifiedClaim(house.db, application, { costs: [23_600_000n], isLast: true });
		const released = await house.db
			.selectFrom("claim")
			.select("reference")
			.where("retainsClaimId", "=", (await claimRow(first)).id)
			.executeTakeFirstOrThrow();
		await pay(first, last, released.reference);
		expect(await stateOf()).toBe("completed");
		expect(await money()).toEqual({ paidDong: 35_000_000n, usedDong: 35_000_000n });
		const used = ceilingUsedAccount({
			taxCode: application.business.taxCode,
			supportItemCode: "DX-SOLUTION",
			year: 2026,
		});
		expect(await balanceOf(house.db, used)).toBe(35_000_000n);
		await whole();
	});

	test("a claim that the advance has paid already has no payment, and still ends the application", async () => {
		await makePaidAdvance(house.db, application, { maker, releaser });
		// 11.8 of 118 million: 5 million earned, and again.
		await makeVerifiedClaim(house.db, application, { costs: [11_800_000n] });
		const last = await makeVerifiedClaim(house.db, application, { costs: [23_600_000n], isLast: true });
		expect(await claimRow(last)).toMatchObject({ advanceOffsetDong: 10_000_000n, payableDong: 0n });
		const batch = createBatch(contextOf(house.db, maker), { batchId: randomUUID(), claimReferences: [last] });
		expect(await refusal(batch)).toBe("disbursement_refusal_not_due");
		expect(await stateOf()).toBe("agreed");
		const ctx = systemContext("claim.answered", asOwner().now);
		await completeIfSettled(ctx, application.id);
		await completeIfSettled(ctx, application.id);
		expect(await stateOf()).toBe("completed");
		expect(await money()).toEqual({ paidDong: 15_000_000n, usedDong: 15_000_000n });
		await whole();
	});

	test("the database pays nothing but what was verified, and keeps it", async () => {
		const advance = await makeVerifiedAdvance(house.db, application, { amountDong: 10_000_000n });
		const claim = await claimRow(advance);
		const forged = house.db
			.insertInto("disbursement")
			.values({
				id: randomUUID(),
				reference: "CT-2026-999999",
				claimId: claim.id,
				applicationId: application.id,
				amountDong: 10_000_001n,
				state: "scheduled",
				payeeKind: "provider",
				payeeName: "X",
				bankBin: "970436",
				accountEncrypted: Buffer.from("x"),
				accountLast4: "0000",
				accountName: "X",
				scheduledAt: asOwner().now,
			})
			.execute();
		await expect(forged).rejects.toMatchObject({ constraint: "disbursement_as_verified" });
		await pay(advance);
		const raised = house.db.updateTable("claim").set({ subsidyDong: 1n }).where("id", "=", claim.id).execute();
		await expect(raised).rejects.toMatchObject({ constraint: "claim_paid_kept" });
	});
});

describe("an advance that is not earned", () => {
	const today = () => plainDateAt(asOwner().now);
	async function askBack(payment: string, amountDong: bigint): Promise<string> {
		const reference = await makeNotice(contextOf(house.db, maker), {
			recoveryId: randomUUID(),
			payment,
			amountDong,
			reason: "Tạm ứng chưa dùng đến.",
			answerBy: addDays(today(), 10),
			dueOn: addDays(today(), 40),
		});
		await confirmNotice(contextOf(house.db, releaser), { reference });
		await makeGoOn(house.db, application.reference);
		return reference;
	}
	const receive = (reference: string, amountDong: bigint) =>
		receiveBack(house.db, [maker, releaser], {
			receiptId: randomUUID(),
			reference,
			amountDong,
			receivedOn: today(),
			bankReference: randomUUID(),
		});
	const cancel = () =>
		refusal(
			cancelApplication(contextOf(house.db, manager), { reference: application.reference, reasons: "Ngừng dự án." }),
		);

	test("waits on the finance desk once its business has been silent for 90 days, and not while a claim is with the association", async () => {
		const { payment } = await makePaidAdvance(house.db, application, { maker, releaser });
		const waits = async (now: string) =>
			(await advancesDueBack(house.db, maker, new Date(now)))
				.filter((each) => each.payment === payment)
				.map(({ outstandingDong }) => outstandingDong);
		expect(await waits("2026-12-06T03:00:00Z")).toEqual([]);
		expect(await waits("2026-12-15T03:00:00Z")).toEqual([15_000_000n]);
		const claim = await makeSubmittedClaim(house.db, application, { costs: [11_800_000n] });
		expect(await waits("2026-12-15T03:00:00Z")).toEqual([]);
		await answerClaim(asReviewer(), { reference: claim, answer: "return", reasons: "Thiếu chứng từ." });
		expect(await waits("2026-12-15T03:00:00Z")).toEqual([15_000_000n]);
		await askBack(payment, 15_000_000n);
		expect(await waits("2026-12-15T03:00:00Z")).toEqual([]);
	});

	test("one that its silent business does not mend does not keep the application from being cancelled", async () => {
		const reference = await makeSubmittedAdvance(house.db, application);
		await answerClaim(asReviewer(), { reference, answer: "return", reasons: "Ghi rõ điều khoản đặt cọc." });
		expect(await cancel()).toBe("claim_refusal_being_mended");
		const later = contextOf(house.db, manager, new Date("2026-12-15T03:00:00Z"));
		await cancelApplication(later, { reference: application.reference, reasons: "Không trả lời." });
		expect([await stateOf(), (await claimRow(reference)).state, await money()]).toEqual(["cancelled", "refused", {}]);
		await whole();
	});

	test("keeps the application open until it is paid back, and is free again then", async () => {
		const { payment } = await makePaidAdvance(house.db, application, { maker, releaser });
		await makeVerifiedClaim(house.db, application, { costs: [11_800_000n], isLast: true });
		await completeIfSettled(systemContext("claim.answered", asOwner().now), application.id);
		expect(await stateOf()).toBe("agreed");
		const notice = await askBack(payment, 10_000_000n);
		await receive(notice, 4_000_000n);
		expect(await money()).toMatchObject({ advancedDong: 6_000_000n, committedDong: 39_000_000n });
		await whole();
		await receive(notice, 6_000_000n);
		expect(await stateOf()).toBe("completed");
		expect(await money()).toEqual({ paidDong: 5_000_000n, usedDong: 5_000_000n });
		await whole();
	});

	test("can be claimed still, after it was paid back", async () => {
		const { payment } = await makePaidAdvance(house.db, application, { maker, releaser });
		await receive(await askBack(payment, 15_000_000n), 15_000_000n);
		const claim = await makeVerifiedClaim(house.db, application);
		expect(await claimRow(claim)).toMatchObject({ advanceOffsetDong: 0n, payableDong: APPROVED });
		await pay(claim);
		expect(await stateOf()).toBe("completed");
		await whole();
	});

	test("once it is earned, it comes back as any other support", async () => {
		const { payment } = await makePaidAdvance(house.db, application, { maker, releaser });
		const claim = await makeVerifiedClaim(house.db, application);
		await pay(claim);
		await receive(await askBack(payment, 15_000_000n), 15_000_000n);
		expect(await money()).toMatchObject({ paidDong: 35_000_000n, usedDong: APPROVED });
		await whole();
	});

	test("is not verified before what the business changed, or shares with its provider, is judged", async () => {
		const answer = (reference: string) => answerClaim(asReviewer(), { reference, answer: "verify", reasons: "" });
		const advance = await makeSubmittedAdvance(house.db, application);
		await rename(house.db, application, "Công ty TNHH Hoàn Toàn Khác");
		expect(await refusal(answer(advance))).toBe("review_refusal_tie_open");
		const onDesk = await claimOnDesk(house.db, reviewer, { reference: advance, now: asReviewer().now });
		expect(onDesk).toMatchObject({ openTies: [{ kind: "tie", tie: { code: "renamed" } }] });
		await makeFindings(house.db, reviewer, application.reference);

		// The account to which this provider is paid becomes the business's own.
		const { bankBin, number } = (await unsafeReadPayeeAccount(house.db, (await claimRow(advance)).id)) ?? {};
		const own = { bankBin: bankBin ?? "", number: number ?? "", accountName: "Công ty TNHH Hoàn Toàn Khác" };
		await saveBankAccount(asOwner(), { businessId: application.business.id, ...own });
		expect(await refusal(answer(advance))).toBe("review_refusal_tie_open");
		await makeFindings(house.db, reviewer, application.reference);
		await answer(advance);
		// Whoever looked again afterwards, and found that it is the business's, has the last word.
		await makeFindings(house.db, reviewer, application.reference, { result: "not-met" });
		expect(await refusal(pay(advance))).toBe("disbursement_refusal_own_account");
	});

	test("is paid back before the application can be cancelled", async () => {
		const advance = await makeSubmittedAdvance(house.db, application);
		expect(await cancel()).toBe("claim_refusal_claimed");
		await answerClaim(asReviewer(), { reference: advance, answer: "verify", reasons: "" });
		expect(await cancel()).toBe("claim_refusal_claimed");
		const [payment = ""] = (await pay(advance)).payments;
		expect(await cancel()).toBe("claim_refusal_advance_outstanding");
		await receive(await askBack(payment, 15_000_000n), 15_000_000n);
		expect(await cancel()).toBe("done");
		expect(await money()).toEqual({});
		await whole();
	});
});

test("neither who verified the last claim nor who verified the one that it was kept back of releases it", async () => {
	const other = await makeStaff(house.db, "reviewer", associationId);
	const { reference } = application;
	await declareConflict(contextOf(house.db, other), { reference, hasConflict: false, note: "" });
	await pay(await makeVerifiedClaim(house.db, application, { costs: [HALF] }));
	await pay(await makeVerifiedClaim(house.db, { ...application, reviewer: other }, { costs: [HALF] }));
	const { reference: kept } = await house.db
		.selectFrom("claim")
		.select("reference")
		.where("kind", "=", "retention")
		.where("applicationId", "=", application.id)
		.executeTakeFirstOrThrow();
	const batch = await createBatch(contextOf(house.db, maker), { batchId: randomUUID(), claimReferences: [kept] });
	for (const verifier of [reviewer, other]) {
		const both: Actor = { ...verifier, roles: [...verifier.roles, { role: "finance_officer", scopeId: "" }] };
		expect(await refusal(releaseBatch(contextOf(house.db, both), { reference: batch }))).toBe(
			"disbursement_refusal_verified_by_you",
		);
		const direct = sql`update payment_batch set released_at = now(), released_by = ${verifier.personId}, released_by_name = 'x'
			where reference = ${batch}`;
		await expect(direct.execute(house.db)).rejects.toMatchObject({ constraint: "payment_batch_two_persons" });
	}
	await releaseBatch(contextOf(house.db, releaser), { reference: batch });
	await whole();
});

test("what one provider got ahead is not earned by another's claim, who is paid in full", async () => {
	const [one, other] = [77_001, 77_002].map((serial) => ({
		providerName: "Công ty Giải pháp Thử",
		providerTaxCode: makeTaxCode(serial),
	}));
	const prices: [string, bigint][] = [
		["DX-CONSULT", 100_000_000n],
		["DX-SOLUTION", 100_000_000n],
	];
	const wishes = { programmeId, associationId, reviewer, prices, provider: one, secondProvider: other };
	const both = await makeAgreed(house.db, wishes);
	await makePaidAdvance(house.db, both, { maker, releaser, amountDong: 10_000_000n });
	const splitOfClaim = async (claim: string) => {
		const columns = house.db.selectFrom("claim").select(["advanceOffsetDong", "subsidyDong", "payableDong"]);
		return columns.where("reference", "=", claim).executeTakeFirstOrThrow();
	};

	const others = { costs: [null, 50_000_000n], invoice: { sellerTaxCode: other?.providerTaxCode ?? "" } };
	const submitted = await makeSubmittedClaim(house.db, both, others);
	const seen = await findClaimCase(house.db, both.owner, submitted);
	expect(seen?.split).toMatchObject({ offsetDong: 0n });
	await answerClaim(asReviewer(), { reference: submitted, answer: "verify", reasons: "" });
	expect(await splitOfClaim(submitted)).toMatchObject({ advanceOffsetDong: 0n });

	const own = await makeVerifiedClaim(house.db, both, { costs: [50_000_000n, null] });
	expect(await splitOfClaim(own)).toMatchObject({ advanceOffsetDong: 10_000_000n });
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});
