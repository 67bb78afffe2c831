import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { partiesOf } from "#app/agreement/provider/parties.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import { readMail } from "#app/mail/mailbox.server.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import {
	confirmAtStripe,
	makeFilledInAtStripe,
	makeReadyAtStripe,
	makeReleasedBatch,
	stripeOf,
} from "#testing/make-stripe.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import type { Thing } from "#testing/stripe-wire.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { createBatch } from "../create-batch.server.ts";
import { takePaymentList } from "../payment-list.server.ts";
import { recordAnswer } from "../record-answer.server.ts";
import { releaseBatch } from "../release-batch.server.ts";
import { reschedule } from "../reschedule.server.ts";
import { askStripeNow } from "./ask-now.server.ts";
import { confirmHolder, stripeAccountPage } from "./confirm-holder.server.ts";
import { preparePayeeAccount } from "./open-account.server.ts";
import { formByLink, mailFormToProvider, ownForm, providerAccountPage } from "./payee-form.server.ts";
import { followEvent, readSigned, receiveEvent } from "./receive-event.server.ts";
import { reconcileWithStripe } from "./reconcile.server.ts";
import { settlePayment } from "./settle-payment.server.ts";
import { payeeAtStripePage, refreshAccount } from "./stripe-account.server.ts";

let house: TestHouse;
let standIn: StripeStandIn;
let finance: Actor;
let second: Actor;
let associationId: string;
let programmeId: string;

const AMOUNT = 50_000_000n;
const NOW = new Date("2026-09-08T03:00:00Z");

beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	finance = await makeStaff(house.db, "finance_officer");
	second = await makeStaff(house.db, "finance_officer");
});
afterAll(async () => {
	await standIn.close();
	await house.close();
});
beforeEach(async () => {
	standIn.worked.length = 0;
	standIn.replayed.length = 0;
	standIn.things.events.length = 0;
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ payee: "business", rail: "stripe" }),
	});
});

const stripe = () => stripeOf(standIn);
const system = () => systemContext("test", NOW);
const settle = (id: string) => settlePayment(system(), stripe(), id);
const paymentOf = (id: string) =>
	house.db.selectFrom("disbursement").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const stateOf = async (id: string) => (await paymentOf(id)).state;
const money = async () => {
	const { payableDong, paidDong } = await envelopeBalances(house.db, programmeId, associationId);
	return { payableDong, paidDong };
};
const trailOf = async (id: string) => {
	const events = house.db.selectFrom("disbursementEvent").select("what").where("disbursementId", "=", id).orderBy("id");
	return (await events.execute()).map(({ what }) => what);
};
const payoutOf = async (id: string) => {
	const attempts = house.db.selectFrom("stripeTransfer").select("payoutId").where("disbursementId", "=", id);
	return (await attempts.orderBy("attempt", "desc").executeTakeFirstOrThrow()).payoutId ?? "";
};
const worked = (kind: string) => standIn.worked.filter((each) => each === kind).length;

/** A verified claim of a business that Stripe can pay to. */
async function made() {
	const application = await makeAgreed(house.db, { programmeId, associationId });
	const claim = await makeVerifiedClaim(house.db, application);
	const account = await makeReadyAtStripe(house.db, standIn, application.owner, claim);
	standIn.worked.length = 0;
	standIn.things.events.length = 0;
	return { ...application, claim, account };
}

async function released() {
	const { claim, account, owner } = await made();
	const [id = ""] = await makeReleasedBatch(house.db, [claim], finance, second);
	return { id, claim, account, owner };
}

/** Reported, kept and worked on, as the webhook and its job do. */
async function report(event: Thing) {
	const { body, signature } = standIn.delivery(event);
	const signed = readSigned(body, signature, standIn.webhookSecret);
	if (!signed) throw new Error("the stand-in signs");
	await receiveEvent(system(), signed);
	await followEvent(system(), { eventId: event.id }, stripe());
}

describe("a payment through Stripe", () => {
	test("goes by a job once a second person released it, and is paid when the payee's bank has it", async () => {
		const { id, account } = await released();
		expect(await paymentOf(id)).toMatchObject({ state: "sent", rail: "stripe", stripeAccount: account });
		expect(standIn.worked).toEqual([]);
		const jobs = await sql<{
			key: string;
		}>`select key from graphile_worker.jobs where key = ${`stripe.settle:${id}`}`.execute(house.db);
		expect(jobs.rows).toHaveLength(1);

		await settle(id);
		expect(standIn.worked).toEqual(["POST /v1/transfers", "POST /v1/payouts"]);
		expect(await stateOf(id)).toBe("sent");
		expect(await money()).toEqual({ payableDong: AMOUNT, paidDong: 0n });

		standIn.things.endPayout(await payoutOf(id), null);
		await settle(id);
		await settle(id);
		expect(await money()).toEqual({ payableDong: 0n, paidDong: AMOUNT });
		expect(await trailOf(id)).toEqual(["scheduled", "sent", "paid"]);
		expect(standIn.things.paidOut.get(account)).toBe(Number(AMOUNT));
	});

	test("goes to no account that another business opened, whatever is written, and by whom", async () => {
		const { id, account } = await released();
		const other = await made();
		const move = (stripeAccount: string) =>
			house.owner.updateTable("disbursement").set({ stripeAccount }).where("id", "=", id).execute();
		await expect(move(other.account)).rejects.toMatchObject({ constraint: "disbursement_own_stripe_account" });
		await move(account);
		// Not from the start either: the payment of another claim, put in with this account.
		const copied = sql`
			insert into disbursement select (jsonb_populate_record(d, jsonb_build_object(
				'id', gen_random_uuid(), 'reference', 'CT-0', 'claim_id', c.id, 'application_id', c.application_id,
				'state', 'scheduled', 'batch_id', null, 'sent_at', null))).*
			from disbursement d, claim c where d.id = ${id} and c.reference = ${other.claim}`;
		await expect(copied.execute(house.owner)).rejects.toMatchObject({ constraint: "disbursement_own_stripe_account" });
	});

	test("has its own id as its key, and whole đồng", async () => {
		const { id, account } = await released();
		await settle(id);
		const [transfer] = standIn.things.all("transfer");
		expect(transfer).toMatchObject({ amount: 50_000_000, currency: "vnd", destination: account, transfer_group: id });
		const attempts = await house.db.selectFrom("stripeTransfer").selectAll().where("disbursementId", "=", id).execute();
		expect(attempts).toMatchObject([{ attempt: 1, key: id, amountDong: AMOUNT, transferId: transfer?.id }]);
	});

	test("waits until the payee can be paid there, and is not mixed with payments by the bank", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const claim = await makeVerifiedClaim(house.db, application);
		const batch = (claimReferences: string[]) =>
			createBatch(contextOf(house.db, finance), { batchId: randomUUID(), claimReferences });
		await expect(batch([claim])).rejects.toMatchObject({ code: "disbursement_refusal_stripe_account" });

		const other = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
		const byBank = await makeAgreed(house.db, { programmeId: other, associationId });
		const bankClaim = await makeVerifiedClaim(house.db, byBank);
		await expect(batch([claim, bankClaim])).rejects.toMatchObject({ code: "disbursement_refusal_two_rails" });
	});

	test("takes no answer that a person types", async () => {
		const { id } = await released();
		const { reference } = await paymentOf(id);
		const typed = { reference, answer: "paid", on: "2026-09-08", said: "" } as const;
		await expect(recordAnswer(contextOf(house.db, finance), typed)).rejects.toMatchObject({
			code: "disbursement_refusal_stripe_answers",
		});
	});
});

describe("when Stripe's answer is lost", () => {
	test.each(["POST /v1/transfers", "POST /v1/payouts"])(
		"after %s, the payment is unknown until it is asked again, and made once",
		async (step) => {
			const { id, account } = await released();
			standIn.next(step, "lost-answer");
			await expect(settle(id)).rejects.toThrow();
			expect(await stateOf(id)).toBe("unknown");
			expect(await money()).toEqual({ payableDong: AMOUNT, paidDong: 0n });
			await settle(id);
			standIn.things.endPayout(await payoutOf(id), null);
			await settle(id);
			expect(await stateOf(id)).toBe("paid");
			expect(standIn.things.paidOut.get(account)).toBe(Number(AMOUNT));
			expect(worked(step)).toBe(1);
		},
	);

	test.each(["POST /v1/transfers", "POST /v1/payouts"])(
		"after %s, and Stripe has forgotten the key, what was made is found",
		async (step) => {
			const { id, account } = await released();
			standIn.next(step, "lost-answer");
			await expect(settle(id)).rejects.toThrow();
			standIn.forgetKeys();
			await settle(id);
			expect(worked(step)).toBe(1);
			standIn.things.endPayout(await payoutOf(id), null);
			await settle(id);
			expect(standIn.things.paidOut.get(account)).toBe(Number(AMOUNT));
		},
	);

	test("the nightly reconciliation ends it, and one silence does not hold up the others", async () => {
		const first = await released();
		const other = await released();
		standIn.next("POST /v1/transfers", "outage");
		await expect(settle(first.id)).rejects.toThrow();
		standIn.next("POST /v1/transfers", "outage");
		expect((await reconcileWithStripe(system(), undefined, stripe())).unanswered).toBe(1);
		expect((await reconcileWithStripe(system(), undefined, stripe())).unanswered).toBe(0);
		for (const { id } of [first, other]) standIn.things.endPayout(await payoutOf(id), null);
		await reconcileWithStripe(system(), undefined, stripe());
		expect([await stateOf(first.id), await stateOf(other.id)]).toEqual(["paid", "paid"]);
		expect(await money()).toEqual({ payableDong: 0n, paidDong: 2n * AMOUNT });
	});
});

describe("a payment that failed", () => {
	test("when Stripe refuses the transfer, and is tried again under another key", async () => {
		const { id, claim, account } = await released();
		standIn.next("POST /v1/transfers", "no-funds");
		await settle(id);
		expect(await paymentOf(id)).toMatchObject({
			state: "failed",
			bankAnswer: "Stripe: You have insufficient available funds.",
		});
		expect(await money()).toEqual({ payableDong: AMOUNT, paidDong: 0n });
		const { reference } = await paymentOf(id);
		await reschedule(contextOf(house.db, finance), { reference });
		expect(await makeReleasedBatch(house.db, [claim], finance, second)).toEqual([id]);
		await settle(id);
		standIn.things.endPayout(await payoutOf(id), null);
		await settle(id);
		expect(await stateOf(id)).toBe("paid");
		expect(standIn.things.paidOut.get(account)).toBe(Number(AMOUNT));
		const keys = await house.db.selectFrom("stripeTransfer").select("key").where("disbursementId", "=", id).execute();
		expect(keys.map(({ key }) => key).sort()).toEqual([id, `${id}:2`]);
	});

	/** Stripe, where `meanwhile` happens between a request for a transfer and its refusal. */
	function refusing(meanwhile: () => Promise<unknown>): Stripe {
		const slow = stripe();
		slow.transfers.create = async () => {
			await meanwhile();
			throw new Stripe.errors.StripeInvalidRequestError({
				type: "invalid_request_error",
				message: "No.",
				statusCode: 400,
			});
		};
		return slow;
	}

	test("when two look at once, and Stripe refuses one and does what the other asks: that one counts", async () => {
		const { id, account } = await released();
		await settlePayment(
			system(),
			refusing(() => settle(id)),
			id,
		);
		expect(await stateOf(id)).toBe("sent");
		standIn.things.endPayout(await payoutOf(id), null);
		await settle(id);
		expect([await stateOf(id), standIn.things.paidOut.get(account)]).toEqual(["paid", Number(AMOUNT)]);
	});

	test("when the refusal is told before the other look gets its transfer: that is taken back, and not paid out", async () => {
		const { id, account } = await released();
		const late = stripe();
		const { create } = late.transfers;
		late.transfers.create = (async (...args: Parameters<typeof create>) => {
			await settlePayment(
				system(),
				refusing(async () => undefined),
				id,
			);
			return create.apply(late.transfers, args);
		}) as typeof create;
		await settlePayment(system(), late, id);
		expect(await stateOf(id)).toBe("failed");
		expect(standIn.worked).not.toContain("POST /v1/payouts");
		expect(standIn.things.all("transfer").filter((each) => each.destination === account)).toMatchObject([
			{ reversed: true },
		]);
	});

	test("when the bank returns the payout: the transfer is taken back, so that no money is left with the payee", async () => {
		const { id, account } = await released();
		await settle(id);
		standIn.things.endPayout(await payoutOf(id), "The bank account has been closed.");
		await settle(id);
		expect(await paymentOf(id)).toMatchObject({ state: "failed", bankAnswer: "The bank account has been closed." });
		expect(standIn.things.held.get(account)).toBe(0);
		expect(await trailOf(id)).toEqual(["scheduled", "sent", "failed"]);
	});

	test("because of its bank account is paid again only once the payee has given Stripe another", async () => {
		const { id, claim, account } = await released();
		await settle(id);
		standIn.things.endPayout(await payoutOf(id), "The bank account has been closed.");
		await settle(id);
		const { reference } = await paymentOf(id);
		await reschedule(contextOf(house.db, finance), { reference });
		const again = () => makeReleasedBatch(house.db, [claim], finance, second);
		await expect(again()).rejects.toMatchObject({ code: "disbursement_refusal_stripe_account" });
		standIn.things.makeReady(account, "7788");
		await reconcileWithStripe(system(), undefined, stripe());
		await expect(again()).rejects.toMatchObject({ code: "disbursement_refusal_stripe_unconfirmed" });
		await confirmAtStripe(house.db, standIn, finance, account);
		expect(await again()).toEqual([id]);
		await settle(id);
		standIn.things.endPayout(await payoutOf(id), null);
		await settle(id);
		expect(await stateOf(id)).toBe("paid");
	});

	test("when somebody reverses the transfer before it is paid out", async () => {
		const { id } = await released();
		standIn.next("POST /v1/payouts", "outage");
		await expect(settle(id)).rejects.toThrow();
		standIn.things.reverse(String(standIn.things.all("transfer")[0]?.id));
		await settle(id);
		expect(await stateOf(id)).toBe("failed");
		expect(await trailOf(id)).toEqual(["scheduled", "sent", "unknown", "failed"]);
	});

	test("after it had arrived is told, once, and booked by nobody", async () => {
		const { id } = await released();
		await settle(id);
		standIn.things.endPayout(await payoutOf(id), null);
		await settle(id);
		standIn.things.endPayout(await payoutOf(id), "Returned by the bank.");
		await Promise.all([settle(id), settle(id)]);
		expect(await trailOf(id)).toEqual(["scheduled", "sent", "paid", "came-back"]);
		expect(await money()).toEqual({ payableDong: 0n, paidDong: AMOUNT });
	});
});

describe("what Stripe reports", () => {
	test("is kept once and followed once, however often and in whatever order it comes", async () => {
		const { id } = await released();
		await settle(id);
		standIn.things.endPayout(await payoutOf(id), null);
		const events = [...standIn.things.events];
		expect(events.map(({ type }) => type)).toEqual(["transfer.created", "payout.created", "payout.paid"]);
		for (const event of [...events].reverse()) await report(event);
		await Promise.all([...events, ...events].map(report));
		expect(await money()).toEqual({ payableDong: 0n, paidDong: AMOUNT });
		expect(await trailOf(id)).toEqual(["scheduled", "sent", "paid"]);
		const ids = events.map((event) => event.id);
		expect(await house.db.selectFrom("stripeEvent").select("id").where("id", "in", ids).execute()).toHaveLength(3);
		const forget = sql`delete from stripe_event`.execute(house.owner);
		await expect(forget).rejects.toThrow();
	});

	test("and the reconciliation at the same moment book it once, and make one transfer", async () => {
		const { id, account } = await released();
		const everybody = (count: number) =>
			Promise.allSettled([
				...Array.from({ length: count }, () => settle(id)),
				...Array.from({ length: count }, () => reconcileWithStripe(system(), undefined, stripe())),
			]);
		await everybody(5);
		await settle(id);
		expect([worked("POST /v1/transfers"), worked("POST /v1/payouts")]).toEqual([1, 1]);
		standIn.things.endPayout(await payoutOf(id), null);
		const [event] = standIn.things.events.slice(-1);
		await Promise.all([everybody(5), event && report(event)]);
		expect(await money()).toEqual({ payableDong: 0n, paidDong: AMOUNT });
		expect((await trailOf(id)).filter((what) => what === "paid")).toHaveLength(1);
		expect(standIn.things.paidOut.get(account)).toBe(Number(AMOUNT));
	});

	test("opens the account of a payee", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const claim = await makeVerifiedClaim(house.db, application);
		const account = await makeReadyAtStripe(house.db, standIn, application.owner, claim);
		expect(await makeReadyAtStripe(house.db, standIn, application.owner, claim)).toBe(account);
		await sql`update stripe_account set payouts_enabled = false where stripe_id = ${account}`.execute(house.db);
		const event = standIn.things.events.find(({ type }) => type === "account.updated");
		if (event) await report(event);
		const row = await house.db.selectFrom("stripeAccount").selectAll().where("stripeId", "=", account).execute();
		expect(row).toMatchObject([{ payoutsEnabled: true, transfersActive: true, dueCount: 0 }]);
	});

	test("about things that are not ours is kept and left alone", async () => {
		const odd = { id: `evt_${randomUUID()}`, object: "event", type: "charge.failed", created: 1, data: { object: 7 } };
		await report(odd);
		const theirs = { ...odd, id: `evt_${randomUUID()}`, type: "payout.paid", data: { object: { id: "po_other" } } };
		await report(theirs);
		const other = { id: "po_1", metadata: { payment: randomUUID() } };
		await report({ ...odd, id: `evt_${randomUUID()}`, type: "payout.paid", data: { object: other } });
	});
});

describe("who asks", () => {
	test("for the payee's account is of the claim's business, and reads why it cannot be now", async () => {
		const { claim, owner, account } = await made();
		const stranger = await makePerson(house.db);
		const prepare = (actor: Actor, client: ReturnType<typeof stripe> | null) =>
			preparePayeeAccount(contextOf(house.db, actor), client, { reference: claim });
		for (const actor of [stranger, finance]) {
			await expect(prepare(actor, stripe())).rejects.toMatchObject({ status: 404 });
			const back = { reference: claim, back: "https://donbay.example" };
			await expect(ownForm(contextOf(house.db, actor), back, stripe())).rejects.toMatchObject({ status: 404 });
		}
		await expect(prepare(owner, null)).rejects.toMatchObject({ code: "disbursement_refusal_stripe_off" });
		standIn.next(`GET /v1/accounts/${account}`, "outage");
		await expect(prepare(owner, stripe())).rejects.toMatchObject({ code: "disbursement_refusal_stripe_silent" });
	});

	test("of a payment now is a finance officer, and reads that Stripe is silent", async () => {
		const { id } = await released();
		const { reference } = await paymentOf(id);
		const ask = (actor: Actor, client: ReturnType<typeof stripe> | null) =>
			askStripeNow(contextOf(house.db, actor), { reference }, client);
		const auditor = await makeStaff(house.db, "auditor");
		await expect(ask(auditor, stripe())).rejects.toMatchObject({ status: 403 });
		await expect(ask(finance, null)).rejects.toMatchObject({ code: "disbursement_refusal_stripe_off" });
		standIn.next("POST /v1/transfers", "outage");
		await expect(ask(finance, stripe())).rejects.toMatchObject({ code: "disbursement_refusal_stripe_silent" });
		await ask(finance, stripe());
		standIn.things.endPayout(await payoutOf(id), null);
		await ask(finance, stripe());
		expect(await stateOf(id)).toBe("paid");
	});

	test("for a file for the bank gets none of a batch that Stripe pays", async () => {
		const { id } = await released();
		const { reference } = await house.db
			.selectFrom("paymentBatch")
			.innerJoin("disbursement", "disbursement.batchId", "paymentBatch.id")
			.select("paymentBatch.reference")
			.where("disbursement.id", "=", id)
			.executeTakeFirstOrThrow();
		const take = (format: "csv" | "xml") => takePaymentList(contextOf(house.db, finance), { reference, format });
		expect((await take("csv")).payments).toHaveLength(1);
		await expect(take("xml")).rejects.toMatchObject({ status: 404 });
	});
});

describe("who holds an account", () => {
	async function filledIn() {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const claim = await makeVerifiedClaim(house.db, application);
		const account = await makeFilledInAtStripe(house.db, standIn, application.owner, claim);
		return { claim, account, owner: application.owner };
	}
	const pageOf = async (account: string) => {
		const page = await stripeAccountPage(house.db, finance, account);
		if (!page) throw new Error("a finance officer reads it");
		return page;
	};
	const confirm = (actor: Actor, account: string, seal: string) =>
		confirmHolder(contextOf(house.db, actor), { stripeId: account, seal }, stripe());

	test("is confirmed by a finance officer before anything is paid to it, as they read it", async () => {
		const { claim, account, owner } = await filledIn();
		const release = () => makeReleasedBatch(house.db, [claim], finance, second);
		await expect(release()).rejects.toMatchObject({ code: "disbursement_refusal_stripe_unconfirmed" });
		const page = await pageOf(account);
		expect(page).toMatchObject({
			state: "to-confirm",
			holder: { name: "CONG TY NHAN TIEN", taxIdGiven: true, bank: { last4: "4521", name: "ACB" } },
			confirmed: null,
		});
		for (const actor of [owner, await makeStaff(house.db, "auditor")]) {
			await expect(confirm(actor, account, page.seal)).rejects.toMatchObject({ status: 403 });
		}
		// What is there now is not what was read.
		standIn.things.hold(account, { name: "CONG TY KHAC", last4: "4521" });
		await expect(confirm(finance, account, page.seal)).rejects.toMatchObject({
			code: "disbursement_refusal_stripe_other_holder",
		});
		standIn.things.hold(account, { name: "CONG TY NHAN TIEN", last4: "4521" });
		await confirm(finance, account, page.seal);
		await confirm(second, account, page.seal);
		expect(await pageOf(account)).toMatchObject({ state: "ready", confirmed: { byName: finance.name } });
		await release();
	});

	test.each([
		["the holder", { name: "CONG TY KHAC", last4: "4521" }],
		["the bank account", { name: "CONG TY NHAN TIEN", last4: "9999" }],
	])("is confirmed again when %s changes: what waits in a batch is not released", async (_, change) => {
		const { claim, account } = await made();
		const reference = await createBatch(contextOf(house.db, finance), {
			batchId: randomUUID(),
			claimReferences: [claim],
		});
		standIn.things.hold(account, change);
		const [event] = standIn.things.events.slice(-1);
		if (event) await report(event);
		expect(await pageOf(account)).toMatchObject({ state: "to-confirm", confirmed: null });
		const release = () => releaseBatch(contextOf(house.db, second), { reference });
		await expect(release()).rejects.toMatchObject({ constraint: "disbursement_confirmed_account" });
		await confirmAtStripe(house.db, standIn, finance, account);
		await release();
	});

	test("cannot send a released payment to a bank account that nobody confirmed", async () => {
		const { id, account } = await released();
		standIn.things.hold(account, { name: "CONG TY NHAN TIEN", last4: "6666" });
		await settle(id);
		expect(await paymentOf(id)).toMatchObject({ state: "failed" });
		expect(standIn.things.held.get(account)).toBe(0);
		expect(await money()).toEqual({ payableDong: AMOUNT, paidDong: 0n });
	});

	test("stays confirmed when Stripe tells the same again", async () => {
		const { account } = await made();
		await refreshAccount(system(), stripe(), account);
		expect(await pageOf(account)).toMatchObject({ state: "ready" });
	});
});

describe("the form of a provider's account", () => {
	beforeEach(async () => {
		programmeId = await makeProgramme({
			envelopes: { [associationId]: 5_000_000_000n },
			rules: rulesWith({ payee: "provider", rail: "stripe" }),
		});
	});
	const link = async (token: string, now = NOW) =>
		formByLink(
			{ db: house.db, actor: { visitor: true }, now, locale: "vi" },
			{
				token,
				back: "https://donbay.example/provider-account?back=yes",
			},
			stripe(),
		);

	test("is mailed to the address at which the provider accepted the agreement, and never shown to who applies", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const claim = await makeVerifiedClaim(house.db, application);
		const ctx = contextOf(house.db, application.owner, NOW);
		await preparePayeeAccount(ctx, stripe(), { reference: claim });
		const form = { reference: claim, back: "https://donbay.example" };
		await expect(ownForm(ctx, form, stripe())).rejects.toMatchObject({ status: 404 });
		expect(standIn.worked).not.toContain("POST /v1/account_links");

		const [party] = await partiesOf(house.db, application.id);
		const account = (await payeeAtStripePage(house.db, application.owner, claim))?.account;
		expect(account).toMatchObject({ state: "to-fill-in", form: { email: party?.email } });
		const stripeId = account?.stripeId ?? "";
		const mailed = async (askedAt: Date) => {
			const job = { stripeId, askedAt: askedAt.toISOString() };
			await handlers["stripe.mail-form"](job, NOW);
			await handlers["stripe.mail-form"](job, NOW);
			const mail = await house.db
				.selectFrom("outboxMail")
				.select(["id", "recipient"])
				.where("key", "=", `stripe.mail-form:${stripeId}:${askedAt.toISOString()}`)
				.executeTakeFirstOrThrow();
			const { text } = (await readMail(house.db, mail.id)) ?? { text: "" };
			return { text, to: mail.recipient, token: /provider-account\?token=([\w-]+)/.exec(text)?.[1] ?? "" };
		};
		const first = await mailed(NOW);
		expect(first.to).toBe(party?.email);
		// Under the name that its customer applied with, whatever it calls itself since.
		const business = application.business.legalName;
		await house.db
			.updateTable("business")
			.set({ legalName: "Công ty Khác" })
			.where("id", "=", application.business.id)
			.execute();
		expect(first.text).toContain(business);
		expect(await providerAccountPage(house.db, first.token, NOW)).toMatchObject({ state: "to-fill-in", business });
		expect(await link(first.token)).toContain(`/setup/${stripeId}`);

		// A newer link ends the one before; each ends by itself.
		const later = new Date(NOW.getTime() + 60_000);
		await mailFormToProvider(contextOf(house.db, application.owner, later), { reference: claim });
		const newer = await mailed(later);
		expect([await link(first.token), await link("x")]).toEqual([null, null]);
		expect(await link(newer.token, new Date(NOW.getTime() + 15 * 86_400_000))).toBeNull();
		expect(await link(newer.token)).toContain(stripeId);

		// Filled in: nobody is led to the form of an account that is ready.
		standIn.things.makeReady(stripeId);
		await refreshAccount(system(), stripe(), stripeId);
		expect(await link(newer.token)).toBeNull();
		await expect(mailFormToProvider(ctx, { reference: claim })).rejects.toMatchObject({ status: 404 });
	});

	test("is not opened where the provider accepted by no mailed link", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const claim = await makeVerifiedClaim(house.db, application);
		// As agreements were before providers were parties.
		await sql`alter table agreement_party disable trigger user`.execute(house.owner);
		await sql`delete from agreement_party where application_id = ${application.id}`.execute(house.owner);
		await sql`alter table agreement_party enable trigger user`.execute(house.owner);
		const prepare = preparePayeeAccount(contextOf(house.db, application.owner), stripe(), { reference: claim });
		await expect(prepare).rejects.toMatchObject({ code: "disbursement_refusal_stripe_no_address" });
		expect(standIn.worked).not.toContain("POST /v1/accounts");
	});
});

describe("the database refuses", () => {
	test("a second attempt while one lives, and another answer than was kept", async () => {
		const { id, account } = await released();
		await settle(id);
		const again =
			sql`insert into stripe_transfer (disbursement_id, attempt, key, stripe_account, amount_dong, opened_at)
			values (${id}, 2, ${`${id}:2`}, ${account}, ${AMOUNT}, now())`.execute(house.db);
		await expect(again).rejects.toMatchObject({ constraint: "stripe_transfer_one_live" });
		const other = sql`update stripe_transfer set transfer_id = 'tr_other' where disbursement_id = ${id}`;
		await expect(other.execute(house.db)).rejects.toMatchObject({ constraint: "stripe_transfer_kept" });
	});
});
