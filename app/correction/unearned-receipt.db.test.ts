import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { makePaidAdvance } from "#testing/make-advance.ts";
import { makeBudgetChange } from "#testing/make-budget.ts";
import { type MadeAgreed, makeAgreed, makePaid, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeCorrected, transferOf } from "#testing/make-correction.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { answerLess, receiveBack } from "#testing/make-recovery.ts";
import { makeGoOn } from "#testing/make-stop.ts";
import { contextOf, makeAssociation, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { confirmCorrection } from "./confirm-correction.server.ts";
import { proposeCorrection } from "./propose-correction.server.ts";

// An advance that nothing had earned was recorded as paid back, and was not: what it was promised again for is used by now.

const APPROVED = 50_000_000n;
const ADVANCE = 15_000_000n;

let house: TestHouse;
let recorder: Actor;
let proposer: Actor;
let confirmer: Actor;
let associationId: string;
let programmeId: string;
let application: MadeAgreed;
let payment: string;
let recovery: string;

const ctx = (actor: Actor) => contextOf(house.db, actor);
const today = () => plainDateAt(ctx(recorder).now);

beforeAll(async () => {
	house = await testHouse();
	[recorder, proposer, confirmer] = [
		await makeStaff(house.db, "finance_officer"),
		await makeStaff(house.db, "finance_officer"),
		await makeStaff(house.db, "finance_officer"),
	];
});
afterAll(() => house.close());

/** An advance of 15 million of 50, paid and asked back, from an envelope of so much. */
async function begin(
	envelopeDong: bigint,
	{ advanceDong = ADVANCE, ...wishes }: Partial<Parameters<typeof makeAgreed>[1]> & { advanceDong?: bigint } = {},
) {
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: envelopeDong },
		rules: rulesWith({ advancePercent: 30, payee: "provider" }),
	});
	application = await makeAgreed(house.db, { ...wishes, programmeId, associationId });
	payment = (await makePaidAdvance(house.db, application, { maker: recorder, releaser: proposer })).payment;
	recovery = await makeNotice(ctx(recorder), {
		recoveryId: randomUUID(),
		payment,
		amountDong: advanceDong,
		reason: "Tạm ứng chưa dùng đến.",
		answerBy: addDays(today(), 10),
		dueOn: addDays(today(), 40),
	});
	await confirmNotice(ctx(proposer), { reference: recovery });
	// What is left may be claimed meanwhile.
	await makeGoOn(house.db, application.reference);
}
beforeEach(() => begin(100_000_000n));

const receive = (amountDong: bigint) =>
	receiveBack(house.db, [recorder, proposer], {
		receiptId: randomUUID(),
		reference: recovery,
		amountDong,
		receivedOn: today(),
		bankReference: randomUUID(),
	});
async function proposeUnreceived(): Promise<string> {
	return proposeCorrection(ctx(proposer), {
		correctionId: randomUUID(),
		transferId: await transferOf(house.db, "recover", recovery),
		cause: "recorded-wrongly",
		reason: "Tiền của doanh nghiệp khác.",
	});
}
const confirm = (reference: string) => confirmCorrection(ctx(confirmer), { reference }, null);
const unreceive = async () => confirm(await proposeUnreceived());
const stateOf = async () =>
	(await house.db.selectFrom("application").select("state").where("id", "=", application.id).executeTakeFirstOrThrow())
		.state;
/** What the envelope's money stands for, without what is zero; and that all the books agree. */
async function money() {
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
	const { allottedDong: _allotted, ...held } = await envelopeBalances(house.db, programmeId, associationId);
	return Object.fromEntries(Object.entries(held).filter(([, dong]) => dong !== 0n));
}
async function claimAndPay(wishes: Parameters<typeof makeVerifiedClaim>[2]) {
	const claim = await makeVerifiedClaim(house.db, application, wishes);
	const { payableDong } = await house.db
		.selectFrom("claim")
		.select("payableDong")
		.where("reference", "=", claim)
		.executeTakeFirstOrThrow();
	if (payableDong !== 0n) await makePaid(house.db, [claim], { maker: recorder, releaser: proposer });
}

test("after its application was completed, the envelope covers it until it does come back", async () => {
	await receive(ADVANCE);
	await claimAndPay({ costs: [11_800_000n], isLast: true });
	expect([await stateOf(), await money()]).toEqual(["completed", { availableDong: 95_000_000n, paidDong: 5_000_000n }]);
	await unreceive();
	const covered = { availableDong: 80_000_000n, advancedDong: ADVANCE, paidDong: 5_000_000n };
	expect(await money()).toEqual(covered);

	await receive(4_000_000n);
	expect(await money()).toEqual({ ...covered, availableDong: 84_000_000n, advancedDong: 11_000_000n });
	// That was wrong again.
	await unreceive();
	expect(await money()).toEqual(covered);
	await receive(4_000_000n);
	await receive(11_000_000n);
	expect([await stateOf(), await money()]).toEqual(["completed", { availableDong: 95_000_000n, paidDong: 5_000_000n }]);
});

test("where most of the promise was claimed meanwhile, it covers only what is short, and claims earn the rest", async () => {
	await receive(ADVANCE);
	// 94.4 million of 118 earn 40 of 50.
	await claimAndPay({ costs: [94_400_000n] });
	expect(await money()).toEqual({ availableDong: 50_000_000n, committedDong: 10_000_000n, paidDong: 40_000_000n });
	await unreceive();
	expect(await money()).toEqual({ availableDong: 45_000_000n, advancedDong: ADVANCE, paidDong: 40_000_000n });

	await claimAndPay({ costs: [23_600_000n] });
	expect([await stateOf(), await money()]).toEqual([
		"agreed",
		{ availableDong: 45_000_000n, advancedDong: 5_000_000n, paidDong: APPROVED },
	]);
	await receive(5_000_000n);
	expect([await stateOf(), await money()]).toEqual(["completed", { availableDong: 50_000_000n, paidDong: APPROVED }]);
});

test("is refused in words while the envelope lacks it, and done once it has it", async () => {
	await begin(60_000_000n);
	await receive(ADVANCE);
	await claimAndPay({});
	const proposed = await proposeUnreceived();
	await expect(confirm(proposed)).rejects.toMatchObject({
		code: "programme_refusal_cover",
		facts: { left: 10_000_000n, asked: ADVANCE },
	});
	expect(await money()).toEqual({ availableDong: 10_000_000n, paidDong: APPROVED });

	const amountDong = ADVANCE - 10_000_000n;
	await makeBudgetChange(house.db, { programmeId, kind: "top-up", amountDong });
	await makeBudgetChange(house.db, { programmeId, kind: "allot", amountDong, toAssociation: associationId });
	await confirm(proposed);
	expect(await money()).toEqual({ advancedDong: ADVANCE, paidDong: APPROVED });
});

test("where providers are paid, what others may still claim stays promised to them", async () => {
	const [one, other] = [88_001, 88_002].map((serial) => ({
		providerName: "Công ty Giải pháp Thử",
		providerTaxCode: makeTaxCode(serial),
	}));
	const prices: [string, bigint][] = [
		["DX-CONSULT", 100_000_000n],
		["DX-SOLUTION", 100_000_000n],
	];
	const most = 2n * ADVANCE;
	await begin(150_000_000n, { advanceDong: most, prices, provider: one, secondProvider: other });
	await receive(most);
	await claimAndPay({ costs: [100_000_000n, null] });
	const claimed = { availableDong: 50_000_000n, committedDong: APPROVED, paidDong: APPROVED };
	expect(await money()).toEqual(claimed);
	await unreceive();
	expect(await money()).toEqual({ ...claimed, availableDong: 20_000_000n, advancedDong: most });

	await claimAndPay({ costs: [null, 100_000_000n], invoice: { sellerTaxCode: other?.providerTaxCode ?? "" } });
	const bothPaid = { paidDong: 2n * APPROVED };
	expect(await money()).toEqual({ ...bothPaid, availableDong: 20_000_000n, advancedDong: most });
	await receive(most);
	expect([await stateOf(), await money()]).toEqual(["completed", { ...bothPaid, availableDong: 50_000_000n }]);
});

test("an advance that never came, its repayment and then its payment corrected, is covered until it is paid again", async () => {
	await receive(ADVANCE);
	await claimAndPay({});
	await unreceive();
	await decideRecovery(ctx(proposer), { reference: recovery, decision: "drop", reasons: "Tiền chưa từng đến." });
	await answerLess(house.db, confirmer, recovery);
	await makeCorrected(house.db, payment, { proposer, confirmer });
	expect(await money()).toEqual({ availableDong: 35_000_000n, payableDong: ADVANCE, paidDong: APPROVED });
});

test("the same correction confirmed twice at once covers once", async () => {
	await receive(ADVANCE);
	await claimAndPay({});
	const reference = await proposeUnreceived();
	await Promise.all([confirm(reference), confirm(reference), confirm(reference)]);
	expect(await money()).toEqual({ availableDong: 35_000_000n, advancedDong: ADVANCE, paidDong: APPROVED });
});
