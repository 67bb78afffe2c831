import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { stageOf } from "#app/disbursement/money.rules.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import type { Actor } from "#app/house/access.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import {
	type MadeAgreed,
	makeAgreed,
	makeSentBatch,
	makeSubmittedClaim,
	makeVerifiedClaim,
} from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { moneyPage, moneyPages } from "./money-page.server.ts";

let house: TestHouse;
let programmeId: string;
let associationId: string;
let reviewer: Actor;
let finance: Actor;
let application: MadeAgreed;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	finance = await makeStaff(house.db, "finance_officer");
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ payee: "provider", answerWorkingDays: 14 }),
	});
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
});

const page = (actor = application.owner) => moneyPage(house.db, actor, application.reference);

test("before any claim everything is still to be claimed", async () => {
	expect(await page()).toMatchObject({
		payee: "provider",
		sums: { approvedDong: 50_000_000n, toClaimDong: 50_000_000n, onItsWayDong: 0n },
		payments: [],
	});
});

test("a claim under check is on its way, and what is returned is to be claimed again", async () => {
	const claim = await makeSubmittedClaim(house.db, application, { costs: [59_000_000n] });
	const found = await page();
	expect(found?.sums).toMatchObject({ onItsWayDong: 25_000_000n, toClaimDong: 25_000_000n });
	expect(found?.payments).toMatchObject([{ number: 1, claim, payment: null }]);
	await answerClaim(contextOf(house.db, reviewer), { reference: claim, answer: "return", reasons: "Thiếu một trang." });
	const returned = await page();
	expect(returned?.payments.map(stageOf)).toEqual(["mending"]);
	expect(returned?.sums).toMatchObject({ onItsWayDong: 0n, toClaimDong: 50_000_000n });
	expect(returned?.payments[0]?.claimEvents[0]?.said).toBe("Thiếu một trang.");
});

test("a payment has its payee, and the bank's own words when it comes back", async () => {
	const claim = await makeVerifiedClaim(house.db, application, { accountNumber: "0071004471" });
	const { payments } = await makeSentBatch(house.db, [claim], { maker: finance });
	const [payment = ""] = payments;
	expect((await page())?.payments).toMatchObject([
		{
			payment,
			last4: "4471",
			payeeName: "Công ty Giải pháp Thử",
		},
	]);
	const record = (answer: "failed" | "paid") =>
		recordAnswer(contextOf(house.db, finance), { reference: payment, answer, on: "2026-09-08", said: "Sai số." });
	await record("failed");
	const failed = await page();
	expect(failed?.sums.onItsWayDong).toBe(50_000_000n);
	expect(failed?.payments[0]?.paymentEvents.map(({ what, said }) => [what, said])).toEqual([
		["failed", "Sai số."],
		["sent", null],
		["scheduled", null],
	]);
});

test("once it is paid it has arrived, and what is left went back", async () => {
	const claim = await makeVerifiedClaim(house.db, application, { costs: [59_000_000n], isLast: true });
	const { payments } = await makeSentBatch(house.db, [claim], { maker: finance });
	const ctx = contextOf(house.db, finance);
	await recordAnswer(ctx, { reference: payments[0] ?? "", answer: "paid", on: "2026-09-08", said: "" });
	expect(await page()).toMatchObject({
		state: "completed",
		sums: { arrivedDong: 25_000_000n, givenBackDong: 25_000_000n, onItsWayDong: 0n, toClaimDong: 0n },
		payments: [{ state: "paid", paidOn: "2026-09-08" }],
	});
});

test("is shown to the business's own people only", async () => {
	expect(await page(await makePerson(house.db))).toBeNull();
	expect(await page(finance)).toBeNull();
	expect(await page(reviewer)).toBeNull();
	expect(await moneyPages(house.db, application.owner)).toMatchObject([{ reference: application.reference }]);
});
