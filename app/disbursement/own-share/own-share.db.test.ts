import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { requiredDocuments } from "#app/claim/claim.rules.ts";
import { findClaimCase } from "#app/claim/claim-case.server.ts";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { tellOfClaim } from "#app/jobs/money.server.ts";
import { balancesOfBook } from "#app/ledger/balances.server.ts";
import { type MadeAgreed, makeAgreed, makeClaim, makeSubmittedClaim, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeOpenOwnShare, makePaidOwnShare, ownShareRow } from "#testing/make-own-share.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeReadyAtStripe, makeReleasedBatch, payThroughStripe, stripeOf } from "#testing/make-stripe.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { paymentPage } from "../desk/payment-page.server.ts";
import { followEvent, readSigned, receiveEvent } from "../stripe/receive-event.server.ts";
import { reconcileWithStripe } from "../stripe/reconcile.server.ts";
import { openOwnShare, ownSharePayPage } from "./open-own-share.server.ts";
import { ownSharePage } from "./own-share-page.server.ts";
import { settleOwnShare } from "./settle-own-share.server.ts";

let house: TestHouse;
let standIn: StripeStandIn;
let associationId: string;
let programmeId: string;
let manager: Actor;
let finance: [Actor, Actor];
let application: MadeAgreed;

const NOW = new Date("2026-09-08T03:00:00Z");
/** The price is 118 million, of which the city pays 50. */
const OWN = 68_000_000n;

beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	associationId = await makeAssociation(house.db);
	manager = await makeStaff(house.db, "association_manager", associationId);
	finance = [await makeStaff(house.db, "finance_officer"), await makeStaff(house.db, "finance_officer")];
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ rail: "stripe", payee: "provider", ownShare: "stripe" }),
	});
});
afterAll(async () => {
	await standIn.close();
	await house.close();
});
beforeEach(async () => {
	standIn.worked.length = 0;
	standIn.things.checkout.refundsTakeDays = false;
	application = await makeAgreed(house.db, { programmeId, associationId });
});

const stripe = () => stripeOf(standIn);
const system = () => systemContext("Stripe", NOW);
const row = () => ownShareRow(house.db, application.id);
const settle = async () => settleOwnShare(system(), stripe(), (await row()).id);
const open = () => makeOpenOwnShare(house.db, standIn, application);
const pay = async () => standIn.things.checkout.pay((await row()).sessionId ?? "");
const page = () => ownSharePage(house.db, application.owner, application.reference);
const cancel = () =>
	cancelApplication(contextOf(house.db, manager), { reference: application.reference, reasons: "Ngừng dự án." });
const worked = (kind: string) => standIn.worked.filter((each) => each === kind).length;

/** What the books say of the application's own share. */
async function books() {
	const rows = await house.db
		.selectFrom("ledgerAccount")
		.select(["kind", "balanceDong"])
		.where("book", "=", "own-share")
		.where("owner", "=", application.id)
		.where("balanceDong", "!=", 0n)
		.execute();
	return Object.fromEntries(rows.map(({ kind, balanceDong }) => [kind, balanceDong]));
}

async function expectWholeBooks() {
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
	const total = [...(await balancesOfBook(house.db, "own-share")).values()].reduce((sum, each) => sum + each, 0n);
	expect(total).toBe(0n);
}

/** What Stripe has to tell of sessions and refunds, as the webhook and its job take it. */
async function report() {
	for (const event of [...standIn.things.events].reverse()) {
		if (!/^(checkout|refund)/.test(String(event.type))) continue;
		const { body, signature } = standIn.delivery(event);
		const signed = readSigned(body, signature, standIn.webhookSecret);
		if (!signed) throw new Error("the stand-in signs");
		await receiveEvent(system(), signed);
		await followEvent(system(), { eventId: signed.id }, stripe());
	}
}

/** A claim that was paid through Stripe, of what it cost. */
async function payClaim(costDong: bigint, isLast: boolean) {
	const claim = await makeVerifiedClaim(house.db, application, { costs: [costDong], isLast });
	const account = await makeReadyAtStripe(house.db, standIn, application.owner, claim);
	const before = standIn.things.paidOut.get(account) ?? 0;
	const [id = ""] = await makeReleasedBatch(house.db, [claim], ...finance);
	await payThroughStripe(house.db, standIn, id);
	return BigInt((standIn.things.paidOut.get(account) ?? 0) - before);
}

describe("a business pays its own share in", () => {
	test("on Stripe's page, once, and it is held apart from the budget", async () => {
		expect(await page()).toMatchObject({ dueDong: OWN, approvedDong: 50_000_000n, stage: null, refusedBecause: null });
		await open();
		await open();
		expect(worked("POST /v1/checkout/sessions")).toBe(1);
		expect(await page()).toMatchObject({ stage: "open" });
		const link = await ownSharePayPage(contextOf(house.db, application.owner), application, stripe());
		expect(link).toContain(`/pay/${(await row()).sessionId}`);
		await pay();
		await Promise.all([settle(), settle(), report(), reconcileWithStripe(system(), undefined, stripe())]);
		await report();
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-held": OWN });
		expect((await page())?.steps).toMatchObject([{ what: "own-share-paid", at: NOW, amountDong: OWN }]);
		expect(await page()).toMatchObject({ stage: "held" });
		await expectWholeBooks();
	});

	test("and is asked again where Stripe's answer was lost, without a second page", async () => {
		standIn.next("POST /v1/checkout/sessions", "lost-answer");
		await expect(open()).rejects.toMatchObject({ code: "disbursement_refusal_stripe_silent" });
		await open();
		expect(worked("POST /v1/checkout/sessions")).toBe(1);
	});

	test("later, on another page, where the first expired unpaid", async () => {
		await open();
		const first = await row();
		standIn.things.checkout.expireSession(first.sessionId ?? "");
		await report();
		expect(await page()).toMatchObject({ stage: "expired", refusedBecause: null });
		await open();
		expect((await row()).id).not.toBe(first.id);
	});

	test("and then proves it with nothing else", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		const claim = await findClaimCase(house.db, application.owner, await makeClaim(house.db, application));
		expect(claim && requiredDocuments(claim)).toEqual(["invoice"]);
	});
});

describe("what was paid in", () => {
	test("goes to the provider with the public share, and what was not needed goes back", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		// Half of the price is claimed as the last of it: 25 million from the city, 34 from the business.
		expect(await payClaim(59_000_000n, true)).toBe(59_000_000n);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-held": 34_000_000n, "own-passed": 34_000_000n });
		const { payment } = await house.db
			.selectFrom("disbursement")
			.select("reference as payment")
			.where("applicationId", "=", application.id)
			.executeTakeFirstOrThrow();
		expect(await paymentPage(house.db, finance[0], payment)).toMatchObject({
			amountDong: 25_000_000n,
			ownShareDong: 34_000_000n,
		});
		await expectWholeBooks();
		await settle();
		await settle();
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-refunded": 34_000_000n, "own-passed": 34_000_000n });
		expect((await page())?.steps.map(({ what }) => what)).toEqual([
			"own-share-refunded",
			"own-share-passed",
			"own-share-paid",
		]);
		expect(worked("POST /v1/refunds")).toBe(1);
		await expectWholeBooks();
	});

	test("never more than is there: a claim that cost more than agreed takes what is held", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		await payClaim(59_000_000n, false);
		expect(await payClaim(59_000_000n, false)).toBe(59_000_000n);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-passed": OWN });
		expect(await page()).toMatchObject({ stage: "passed" });
	});

	test("goes back when the application is cancelled, also where Stripe's answer is lost and its key forgotten", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		await cancel();
		standIn.next("POST /v1/refunds", "lost-answer");
		await expect(settle()).rejects.toThrow();
		expect(await page()).toMatchObject({ stage: "refunding" });
		standIn.forgetKeys();
		expect((await reconcileWithStripe(system(), undefined, stripe())).unanswered).toBe(0);
		expect(worked("POST /v1/refunds")).toBe(1);
		expect(await page()).toMatchObject({ stage: "refunded" });
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-refunded": OWN });
		await expectWholeBooks();
	});

	test("only after a claim proves that the provider has it is not passed on, but goes back at the end", async () => {
		await open();
		const claim = await makeVerifiedClaim(house.db, application, { isLast: true });
		await pay();
		await settleOwnShare(systemContext("Stripe", new Date(NOW.getTime() + 60_000)), stripe(), (await row()).id);
		await makeReadyAtStripe(house.db, standIn, application.owner, claim);
		const [id = ""] = await makeReleasedBatch(house.db, [claim], ...finance);
		await payThroughStripe(house.db, standIn, id);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-held": OWN });
		await settle();
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-refunded": OWN });
		await expectWholeBooks();
	});

	test("goes back less what somebody refunded by hand at Stripe: that refund is not ours", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		await payClaim(59_000_000n, true);
		const byHand = await stripe().refunds.create({
			payment_intent: (await row()).paymentIntent ?? "",
			amount: 10_000_000,
		});
		await settle();
		const { refundId, refundOutcome } = await row();
		expect(refundOutcome).toBe("refunded");
		expect(refundId).not.toBe(byHand.id);
		expect(await stripe().refunds.retrieve(refundId ?? "")).toMatchObject({ amount: 24_000_000, currency: "vnd" });
		await expectWholeBooks();
	});

	test("stays held, and is told, where the bank does not take it back", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		await cancel();
		standIn.things.checkout.refundsTakeDays = true;
		await settle();
		expect(await page()).toMatchObject({ stage: "refunding" });
		standIn.things.checkout.endRefund((await row()).refundId ?? "", "failed");
		await report();
		expect(await page()).toMatchObject({ stage: "refund-failed" });
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-held": OWN });
		await expectWholeBooks();
	});

	test("comes in no more once the application is cancelled: the open page is closed", async () => {
		await open();
		await cancel();
		await settle();
		await expect(pay()).rejects.toThrow("no longer open");
		expect(await page()).toMatchObject({
			stage: "expired",
			refusedBecause: "disbursement_refusal_own_share_not_agreed",
		});
	});
});

test("a page that is open when a claim is submitted is closed then, and not only at night", async () => {
	await open();
	await makeSubmittedClaim(house.db, application);
	const { id: claimId } = await house.db
		.selectFrom("claim")
		.select("id")
		.where("applicationId", "=", application.id)
		.executeTakeFirstOrThrow();
	await tellOfClaim({ claimId }, NOW);
	const { id } = await row();
	const jobs = await sql`select 1 from graphile_worker.jobs where key = ${`own-share.settle:${id}`}`.execute(house.db);
	expect(jobs.rows).toHaveLength(1);
	await settle();
	await expect(pay()).rejects.toThrow("no longer open");
});

describe("who asks", () => {
	test("is of the application's business", async () => {
		const ask = (actor: Actor) => openOwnShare(contextOf(house.db, actor), application, stripe());
		for (const actor of [await makePerson(house.db), ...finance, manager]) {
			await expect(ask(actor)).rejects.toMatchObject({ status: 404 });
			expect(await ownSharePage(house.db, actor, application.reference)).toBeNull();
			expect(await ownSharePayPage(contextOf(house.db, actor), application, stripe())).toBeNull();
		}
	});

	test("reads why it cannot be: Stripe is not set up, or a claim says that it was paid otherwise", async () => {
		const ask = (client: ReturnType<typeof stripe> | null) =>
			openOwnShare(contextOf(house.db, application.owner), application, client);
		await expect(ask(null)).rejects.toMatchObject({ code: "disbursement_refusal_stripe_off" });
		await makeSubmittedClaim(house.db, application);
		await expect(ask(stripe())).rejects.toMatchObject({ code: "disbursement_refusal_own_share_claimed" });
	});

	test("in a programme that has it paid elsewhere finds nothing", async () => {
		const other = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
		application = await makeAgreed(house.db, { programmeId: other, associationId });
		expect(await page()).toBeNull();
		await expect(open()).rejects.toMatchObject({ status: 404 });
	});
});

describe("the database refuses", () => {
	test("a second share while one lives, another answer than was kept, and to forget it", async () => {
		const id = await makePaidOwnShare(house.db, standIn, application);
		const again = sql`insert into own_share (id, application_id, amount_dong, opened_at, opened_by)
			select gen_random_uuid(), application_id, 1, now(), opened_by from own_share where id = ${id}`;
		await expect(again.execute(house.db)).rejects.toMatchObject({ constraint: "own_share_one_live" });
		for (const change of ["outcome = 'expired', payment_intent = null", "amount_dong = 1", "session_id = 'cs_x'"]) {
			const tamper = sql`update own_share set ${sql.raw(change)} where id = ${id}`.execute(house.owner);
			await expect(tamper).rejects.toMatchObject({ constraint: "own_share_kept" });
		}
		const forget = sql`delete from own_share where id = ${id}`.execute(house.owner);
		await expect(forget).rejects.toMatchObject({ constraint: "own_share_kept" });
	});
});
