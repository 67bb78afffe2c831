import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { reschedule } from "#app/disbursement/reschedule.server.ts";
import { settlePayment } from "#app/disbursement/stripe/settle-payment.server.ts";
import { refreshAccount } from "#app/disbursement/stripe/stripe-account.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProposed } from "#testing/make-correction.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeReadyAtStripe, makeReleasedBatch, payThroughStripe, stripeOf } from "#testing/make-stripe.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { confirmCorrection } from "./confirm-correction.server.ts";

let house: TestHouse;
let standIn: StripeStandIn;
let finance: Actor;
let second: Actor;
let associationId: string;
let programmeId: string;
let claim: string;
let account: string;
let id: string;
let payment: string;

beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	finance = await makeStaff(house.db, "finance_officer");
	second = await makeStaff(house.db, "finance_officer");
	associationId = await makeAssociation(house.db);
});
afterAll(async () => {
	await standIn.close();
	await house.close();
});
beforeEach(async () => {
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ payee: "business", rail: "stripe" }),
	});
	const application = await makeAgreed(house.db, { programmeId, associationId });
	claim = await makeVerifiedClaim(house.db, application);
	account = await makeReadyAtStripe(house.db, standIn, application.owner, claim);
	[id = ""] = await makeReleasedBatch(house.db, [claim], finance, second);
	await payThroughStripe(house.db, standIn, id);
	payment = (await paymentRow()).reference;
});

const system = () => contextOf(house.db, { system: "Stripe" });
const paymentRow = () => house.db.selectFrom("disbursement").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const attempts = () =>
	house.db.selectFrom("stripeTransfer").selectAll().where("disbursementId", "=", id).orderBy("attempt").execute();
const propose = () => makeProposed(house.db, payment, finance, { cause: "taken-back" });
const confirm = (reference: string) => confirmCorrection(contextOf(house.db, second), { reference }, stripeOf(standIn));
async function comeBack(): Promise<void> {
	const [attempt] = await attempts();
	standIn.things.endPayout(attempt?.payoutId ?? "", "Returned by the bank.");
	await settlePayment(system(), stripeOf(standIn), id);
}

test("what came back is taken from the payee's account, fails, and is paid again under another key", async () => {
	const paid = await envelopeBalances(house.db, programmeId, associationId);
	await comeBack();
	await confirm(await propose());
	expect(await paymentRow()).toMatchObject({ state: "failed", paidOn: null });
	expect(standIn.things.held.get(account)).toBe(0);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);

	standIn.things.makeReady(account);
	await refreshAccount(system(), stripeOf(standIn), account);
	await reschedule(contextOf(house.db, finance), { reference: payment });
	await makeReleasedBatch(house.db, [claim], finance, second);
	await payThroughStripe(house.db, standIn, id);
	expect((await paymentRow()).state).toBe("paid");
	expect((await attempts()).map(({ key }) => key)).toEqual([id, `${id}:2`]);
	expect(await envelopeBalances(house.db, programmeId, associationId)).toEqual(paid);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});

test("nothing is believed: neither before Stripe told, nor when it says at the confirmation that the money arrived", async () => {
	await expect(propose()).rejects.toMatchObject({ code: "disbursement_refusal_stripe_arrived" });
	await comeBack();
	const reference = await propose();
	await expect(confirmCorrection(contextOf(house.db, second), { reference }, null)).rejects.toMatchObject({
		code: "disbursement_refusal_stripe_off",
	});
	const [attempt] = await attempts();
	standIn.next(`GET /v1/payouts/${attempt?.payoutId}`, "outage");
	await expect(confirm(reference)).rejects.toMatchObject({ code: "disbursement_refusal_stripe_silent" });
	standIn.things.endPayout(attempt?.payoutId ?? "", null);
	await expect(confirm(reference)).rejects.toMatchObject({ code: "disbursement_refusal_stripe_arrived" });
	expect((await paymentRow()).state).toBe("paid");
});

test("who may not confirm does not make Stripe move anything; confirmed twice at once it is taken back once", async () => {
	await comeBack();
	const reference = await propose();
	standIn.worked.length = 0;
	await expect(confirmCorrection(contextOf(house.db, finance), { reference }, stripeOf(standIn))).rejects.toMatchObject(
		{ code: "correction_refusal_proposed_by_you" },
	);
	// Nor who completes what somebody proposed who may pay no more.
	const proposer = house.db.updateTable("person").where("id", "=", finance.personId);
	await proposer.set({ suspendedAt: now() }).execute();
	await expect(confirm(reference)).rejects.toMatchObject({ code: "house_refusal_first_hand" });
	await proposer.set({ suspendedAt: null }).execute();
	expect(standIn.worked).toEqual([]);
	await Promise.allSettled([confirm(reference), confirm(reference)]);
	await confirm(reference);
	expect((await paymentRow()).state).toBe("failed");
	expect(standIn.worked.filter((each) => each.endsWith("/reversals"))).toHaveLength(1);
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
});
