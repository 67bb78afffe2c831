import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { requiredDocuments } from "#app/claim/claim.rules.ts";
import { findClaimCase } from "#app/claim/claim-case.server.ts";
import { addClaimDocument, removeClaimDocument } from "#app/claim/claim-documents.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import { stopPage } from "#app/desk-finance/stop/stop-page.server.ts";
import { strayMoney } from "#app/desk-finance/stray-money.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { tellOfTakenShare } from "#app/jobs/own-share-taken.server.ts";
import { tellOfStop } from "#app/jobs/payment-stop.server.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { type MadeAgreed, makeAgreed, makeClaim, makeSubmittedClaim, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeOpenOwnShare, makePaidOwnShare, ownShareRow } from "#testing/make-own-share.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeGoOn } from "#testing/make-stop.ts";
import { makeReadyAtStripe, makeReleasedBatch, payThroughStripe, stripeOf } from "#testing/make-stripe.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { createBatch } from "../create-batch.server.ts";
import { followEvent, readSigned, receiveEvent } from "../stripe/receive-event.server.ts";
import { reconcileWithStripe } from "../stripe/reconcile.server.ts";
import { settlePayment } from "../stripe/settle-payment.server.ts";
import { ownSharePage } from "./own-share-page.server.ts";
import { settleBeforeClaim, settleOwnShare } from "./settle-own-share.server.ts";

let house: TestHouse;
let standIn: StripeStandIn;
let associationId: string;
let programmeId: string;
let finance: [Actor, Actor];
let application: MadeAgreed;

const NOW = new Date("2026-09-08T03:00:00Z");
/** The price is 118 million, of which the city pays 50. */
const OWN = 68_000_000n;
/** The smallest file that is a PDF by its first bytes. */
const PDF = new TextEncoder().encode("%PDF-1.4\n%%EOF\n");

beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	associationId = await makeAssociation(house.db);
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
	application = await makeAgreed(house.db, { programmeId, associationId });
});

const stripe = () => stripeOf(standIn);
const checkout = () => standIn.things.checkout;
const system = (now = NOW) => systemContext("Stripe", now);
const owner = () => contextOf(house.db, application.owner);
const row = () => ownShareRow(house.db, application.id);
const settle = async () => settleOwnShare(system(), stripe(), (await row()).id);
const pay = async () => checkout().pay((await row()).sessionId ?? "");
const page = () => ownSharePage(house.db, application.owner, application.reference);
const seen = (claim: string) => findClaimCase(house.db, application.reviewer, claim);
const dispute = async (amount = Number(OWN)) => checkout().dispute((await row()).paymentIntent ?? "", amount).id;
const refundByHand = async (amount: number) =>
	stripe().refunds.create({ payment_intent: (await row()).paymentIntent ?? "", amount });

/** As the business reads it, also before it is submitted. */
async function needed(claim: string) {
	const found = await findClaimCase(house.db, application.owner, claim);
	return found && requiredDocuments(found);
}

async function answer(claim: string, what: "verify" | "return") {
	const reasons = what === "verify" ? "" : "Cần chứng từ đã trả.";
	await answerClaim(contextOf(house.db, application.reviewer), { reference: claim, answer: what, reasons });
}

async function takeProofOut(claim: string) {
	const found = await findClaimCase(house.db, application.owner, claim);
	const documentId = found?.documents.find(({ kind }) => kind === "payment-proof")?.id ?? "";
	await removeClaimDocument(owner(), { reference: claim, documentId });
}

/** As a business claims that paid its own share in: without a proof of it. */
async function claimWithoutProof() {
	const claim = await makeClaim(house.db, application, { isLast: true });
	await takeProofOut(claim);
	await submitClaim(owner(), { reference: claim });
	return claim;
}

/** What the books say of the application's own share. */
async function books() {
	const rows = await house.db
		.selectFrom("ledgerAccount")
		.select(["kind", "balanceDong"])
		.where("book", "=", "own-share")
		.where("owner", "=", application.id)
		.where("balanceDong", "!=", 0n)
		.execute();
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
	return Object.fromEntries(rows.map(({ kind, balanceDong }) => [kind, balanceDong]));
}

const all = () => [...standIn.things.events];

/** Events as the webhook and its job take them. */
async function deliver(events: ReturnType<typeof all>) {
	for (const event of events) {
		const { body, signature } = standIn.delivery(event);
		const signed = readSigned(body, signature, standIn.webhookSecret);
		if (!signed) throw new Error("the stand-in signs");
		await receiveEvent(system(), signed);
		await followEvent(system(), { eventId: signed.id }, stripe());
	}
}

async function release(claims: string[]) {
	return makeReleasedBatch(house.db, claims, ...finance);
}

const stateOf = async (id: string) =>
	(await house.db.selectFrom("disbursement").select("state").where("id", "=", id).executeTakeFirstOrThrow()).state;

async function providerGot(claim: string, begin: (id: string) => Promise<void> = () => Promise.resolve()) {
	const account = await makeReadyAtStripe(house.db, standIn, application.owner, claim);
	const before = standIn.things.paidOut.get(account) ?? 0;
	const [id = ""] = await release([claim]);
	await begin(id);
	await payThroughStripe(house.db, standIn, id);
	return BigInt((standIn.things.paidOut.get(account) ?? 0) - before);
}

describe("a share that Stripe takes back before a claim", () => {
	test.each([
		["by a dispute", () => dispute()],
		["by a refund by hand", () => refundByHand(Number(OWN))],
		["in part, by a refund by hand", () => refundByHand(1_000_000)],
	])("%s counts no more: reported in any order, again, or only at night", async (_how, take) => {
		await makePaidOwnShare(house.db, standIn, application);
		const before = all().length;
		await take();
		await deliver([...all().slice(before).reverse(), ...all().slice(before)]);
		const { takenDong } = await row();
		expect(takenDong).toBeGreaterThan(0n);
		const held = OWN - takenDong;
		expect(await books()).toEqual({
			"own-paid-in": -OWN,
			"own-taken": takenDong,
			...(held > 0n ? { "own-held": held } : {}),
		});
		await reconcileWithStripe(system(), undefined, stripe());
		expect((await row()).takenTimes).toBe(1);
		expect(await page()).toMatchObject({ stage: "taken", owedDong: 0n });
		const claim = await makeClaim(house.db, application, { isLast: true });
		await takeProofOut(claim);
		expect(await needed(claim)).toEqual(["invoice", "payment-proof"]);
		await expect(submitClaim(owner(), { reference: claim })).rejects.toMatchObject({
			code: "claim_refusal_incomplete",
		});
	});

	test("is found at night where no event came, and the city pays its own part alone", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		await dispute();
		await reconcileWithStripe(system(), undefined, stripe());
		const claim = await makeVerifiedClaim(house.db, application, { isLast: true });
		expect(await providerGot(claim)).toBe(50_000_000n);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-taken": OWN });
	});

	test("is there again when the dispute is won, and goes to the provider", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		const before = all().length;
		const id = await dispute();
		await deliver(all().slice(before));
		checkout().endDispute(id, "won");
		await deliver(all().slice(before));
		expect(await page()).toMatchObject({ stage: "held" });
		expect((await page())?.steps.map(({ what }) => what)).toEqual([
			"own-share-returned",
			"own-share-taken",
			"own-share-paid",
		]);
		const claim = await claimWithoutProof();
		await answer(claim, "verify");
		expect(await providerGot(claim)).toBe(118_000_000n);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-passed": OWN });
	});

	test("of a payment that is none of ours changes nothing", async () => {
		const intent = standIn.things.add("pi", "payment_intent", { amount: 5, currency: "vnd", amount_refunded: 0 });
		const before = all().length;
		const { id } = checkout().dispute(intent.id, 5);
		checkout().endDispute(id, "lost");
		await deliver(all().slice(before));
		await deliver([
			{ ...(all().at(-1) as ReturnType<typeof all>[number]), id: "evt_odd", data: { object: { id: "dp_odd" } } },
		]);
		expect(await books()).toEqual({});
	});
});

describe("after a claim was submitted without a proof", () => {
	test("it is not verified without one, and comes back for it", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		const claim = await claimWithoutProof();
		await dispute();
		await settle();
		expect(await seen(claim)).toMatchObject({ ownSharePaid: false, ownShareGone: true });
		await expect(answer(claim, "verify")).rejects.toMatchObject({ code: "claim_refusal_own_share_gone" });
		await answer(claim, "return");
		await expect(submitClaim(owner(), { reference: claim })).rejects.toMatchObject({
			code: "claim_refusal_incomplete",
		});
	});

	test("and verified, payments stop until a programme officer decides; then the city's part goes alone", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		const claim = await claimWithoutProof();
		await answer(claim, "verify");
		await dispute();
		await settle();
		const ask = () =>
			createBatch(contextOf(house.db, finance[0]), { batchId: crypto.randomUUID(), claimReferences: [claim] });
		await makeReadyAtStripe(house.db, standIn, application.owner, claim);
		await expect(ask()).rejects.toMatchObject({ code: "disbursement_refusal_stopped" });
		const decider = await makeStaff(house.db, "programme_officer");
		const stop = await stopPage(house.db, decider, application.reference);
		expect(stop?.open).toMatchObject([{ because: "own-share", stoppedBy: null }]);
		expect(stop?.mayDecide).toMatchObject({ allowed: true });
		await tellOfStop({ stopId: stop?.open[0]?.id ?? "" }, NOW);
		await tellOfTakenShare({ ownShareId: (await row()).id, takenTimes: 1 }, NOW);
		await makeGoOn(house.db, application.reference);
		expect(await providerGot(claim)).toBe(50_000_000n);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-taken": OWN });
	});

	test("and released, Stripe is asked before anything leaves: the payment fails, and carries no share the next time", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		const claim = await claimWithoutProof();
		await answer(claim, "verify");
		await makeReadyAtStripe(house.db, standIn, application.owner, claim);
		const [id = ""] = await release([claim]);
		await refundByHand(Number(OWN));
		const transfers = standIn.worked.filter((each) => each === "POST /v1/transfers").length;
		await settlePayment(system(), stripe(), id);
		expect(await stateOf(id)).toBe("failed");
		expect(standIn.worked.filter((each) => each === "POST /v1/transfers")).toHaveLength(transfers);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-taken": OWN });
	});

	test("and the payer's bank only asks: nothing is taken, and nothing leaves while it does", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		const claim = await claimWithoutProof();
		await answer(claim, "verify");
		await makeReadyAtStripe(house.db, standIn, application.owner, claim);
		const [id = ""] = await release([claim]);
		const asked = checkout().dispute((await row()).paymentIntent ?? "", Number(OWN), "warning_needs_response");
		await settlePayment(system(), stripe(), id);
		expect(await stateOf(id)).toBe("failed");
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-held": OWN });
		checkout().endDispute(asked.id, "warning_closed");
		await settle();
		expect((await row()).questioned).toBe(false);
	});
});

describe("after it has gone to the provider", () => {
	async function paidOut() {
		await makePaidOwnShare(house.db, standIn, application);
		const claim = await claimWithoutProof();
		await answer(claim, "verify");
		expect(await providerGot(claim)).toBe(118_000_000n);
	}

	test("the business owes it: found at night within 120 days, and on the finance desk until it is won", async () => {
		await paidOut();
		const id = await dispute();
		await reconcileWithStripe(system(new Date(NOW.getTime() + 100 * 86_400_000)), undefined, stripe());
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-passed": OWN, "own-taken": OWN, "own-owed": -OWN });
		expect(await page()).toMatchObject({ stage: "owed", owedDong: OWN });
		expect(await strayMoney(house.db, finance[0])).toContainEqual(
			expect.objectContaining({ what: "owed", application: application.reference, amountDong: OWN }),
		);
		await tellOfTakenShare({ ownShareId: (await row()).id, takenTimes: 1 }, NOW);
		checkout().endDispute(id, "won");
		// Still asked about long after, as the bank had not decided.
		await reconcileWithStripe(system(new Date(NOW.getTime() + 400 * 86_400_000)), undefined, stripe());
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-passed": OWN });
		expect(await page()).toMatchObject({ stage: "passed" });
	});

	test("while the payout is under way, the payment arrives and the books say what is owed", async () => {
		await makePaidOwnShare(house.db, standIn, application);
		const claim = await claimWithoutProof();
		await answer(claim, "verify");
		const got = await providerGot(claim, async (id) => {
			await settlePayment(system(), stripe(), id);
			await dispute();
			await settle();
			await makeGoOn(house.db, application.reference);
		});
		expect(got).toBe(118_000_000n);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-passed": OWN, "own-taken": OWN, "own-owed": -OWN });
	});
});

describe("a share that is paid while the claim is written", () => {
	test("and known to Stripe stands for the claim, which needs no proof then", async () => {
		await makeOpenOwnShare(house.db, standIn, application);
		const claim = await makeClaim(house.db, application, { isLast: true });
		await pay();
		await settleBeforeClaim(owner(), stripe(), { claim });
		await submitClaim(owner(), { reference: claim });
		expect(await needed(claim)).toEqual(["invoice"]);
		await answer(claim, "verify");
		expect(await providerGot(claim)).toBe(118_000_000n);
		expect(await books()).toEqual({ "own-paid-in": -OWN, "own-passed": OWN });
	});

	test("is paid no more once the claim is ready to go: the page is closed first", async () => {
		await makeOpenOwnShare(house.db, standIn, application);
		const claim = await makeClaim(house.db, application, { isLast: true });
		await takeProofOut(claim);
		// Not ready: whoever forgot the proof may still pay.
		await settleBeforeClaim(owner(), stripe(), { claim });
		expect((await row()).outcome).toBeNull();
		const proof = { kind: "payment-proof" as const, fileName: "uy-nhiem-chi.pdf", bytes: PDF };
		await addClaimDocument(owner(), { reference: claim, documentId: crypto.randomUUID(), ...proof });
		await settleBeforeClaim(owner(), stripe(), { claim });
		expect((await row()).outcome).toBe("expired");
		await expect(pay()).rejects.toThrow("no longer open");
	});

	test("and not there yet makes the claim wait, in words", async () => {
		await makeOpenOwnShare(house.db, standIn, application);
		const claim = await makeClaim(house.db, application, { isLast: true });
		checkout().payLater((await row()).sessionId ?? "");
		await expect(settleBeforeClaim(owner(), stripe(), { claim })).rejects.toMatchObject({
			code: "disbursement_refusal_own_share_processing",
		});
		await expect(settleBeforeClaim(owner(), null, { claim })).rejects.toMatchObject({
			code: "disbursement_refusal_stripe_off",
		});
	});

	test("that did not come is over: the claim goes on with its proof", async () => {
		await makeOpenOwnShare(house.db, standIn, application);
		const claim = await makeClaim(house.db, application, { isLast: true });
		const { sessionId } = await row();
		checkout().payLater(sessionId ?? "");
		await expect(settleBeforeClaim(owner(), stripe(), { claim })).rejects.toMatchObject({
			code: "disbursement_refusal_own_share_processing",
		});
		checkout().payFails(sessionId ?? "");
		await settleBeforeClaim(owner(), stripe(), { claim });
		expect((await row()).outcome).toBe("expired");
		await submitClaim(owner(), { reference: claim });
	});

	test("and heard of only after the submission does not stand for it, whoever asks: the proof stays due", async () => {
		await makeOpenOwnShare(house.db, standIn, application);
		const claim = await makeSubmittedClaim(house.db, application, { isLast: true });
		await pay();
		await settle();
		expect(await seen(claim)).toMatchObject({ ownSharePaid: false });
		expect(await needed(claim)).toEqual(["invoice", "payment-proof"]);
		await answer(claim, "return");
		await takeProofOut(claim);
		await expect(submitClaim(owner(), { reference: claim })).rejects.toMatchObject({
			code: "claim_refusal_incomplete",
		});
	});
});
