import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import { settleOwnShare } from "#app/disbursement/own-share/settle-own-share.server.ts";
import { settlePayment } from "#app/disbursement/stripe/settle-payment.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makePaidOwnShare } from "#testing/make-own-share.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeReadyAtStripe, makeReleasedBatch, payThroughStripe, stripeOf } from "#testing/make-stripe.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { strayMoney } from "./stray-money.server.ts";

let house: TestHouse;
let standIn: StripeStandIn;
let finance: [Actor, Actor];
let associationId: string;
let programmeId: string;

const system = () => systemContext("Stripe", new Date("2026-09-08T03:00:00Z"));

beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	finance = [await makeStaff(house.db, "finance_officer"), await makeStaff(house.db, "finance_officer")];
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ rail: "stripe", payee: "provider", ownShare: "stripe" }),
	});
});
afterAll(async () => {
	await standIn.close();
	await house.close();
});

test("a payment that came back is on the desk until Stripe's money is taken back", async () => {
	const application = await makeAgreed(house.db, { programmeId, associationId });
	const claim = await makeVerifiedClaim(house.db, application);
	await makeReadyAtStripe(house.db, standIn, application.owner, claim);
	const [id = ""] = await makeReleasedBatch(house.db, [claim], ...finance);
	await payThroughStripe(house.db, standIn, id);
	expect(await strayMoney(house.db, finance[0])).toEqual([]);
	const attempt = house.db.selectFrom("stripeTransfer").select("payoutId").where("disbursementId", "=", id);
	standIn.things.endPayout((await attempt.executeTakeFirstOrThrow()).payoutId ?? "", "Returned by the bank.");
	await settlePayment(system(), stripeOf(standIn), id);
	const { reference } = await house.db
		.selectFrom("disbursement")
		.select("reference")
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
	expect(await strayMoney(house.db, finance[0])).toMatchObject([
		{ what: "came-back", payment: reference, application: application.reference, amountDong: 50_000_000n },
	]);
	expect(await strayMoney(house.db, await makePerson(house.db)), "only for who may see payments").toEqual([]);
	const taken = { takenBackAt: system().now };
	await house.owner.updateTable("stripeTransfer").set(taken).where("disbursementId", "=", id).execute();
	expect(await strayMoney(house.db, finance[0])).toEqual([]);
});

test("an own share that Stripe could not refund is on the desk as long as it is held", async () => {
	const application = await makeAgreed(house.db, { programmeId, associationId });
	const share = await makePaidOwnShare(house.db, standIn, application);
	const manager = await makeStaff(house.db, "association_manager", associationId);
	const { reference } = application;
	await cancelApplication(contextOf(house.db, manager), { reference, reasons: "Ngừng dự án." });
	standIn.things.checkout.refundsTakeDays = true;
	const settle = () => settleOwnShare(system(), stripeOf(standIn), share);
	await settle();
	expect(await strayMoney(house.db, finance[0])).toEqual([]);
	const row = house.db.selectFrom("ownShare").select("refundId").where("id", "=", share);
	standIn.things.checkout.endRefund((await row.executeTakeFirstOrThrow()).refundId ?? "", "failed");
	await settle();
	expect(await strayMoney(house.db, finance[0])).toMatchObject([
		{ what: "not-refunded", payment: null, application: reference, amountDong: 68_000_000n },
	]);
});
