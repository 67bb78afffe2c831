import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { signatureOf } from "#testing/stripe-wire.ts";
import { readSigned } from "../stripe/receive-event.server.ts";
import {
	accountState,
	assertSamePayment,
	attemptKey,
	holderOf,
	holderSeal,
	payoutStanding,
	stepKey,
	stripeAmount,
} from "./stripe.rules.ts";

const ID = "0f9a1b2c-0000-4000-8000-000000000001";

describe("the key of a payment", () => {
	test("is its id for ever, and another only for an attempt after one that failed", () => {
		expect([attemptKey(ID, 1), attemptKey(ID, 2)]).toEqual([ID, `${ID}:2`]);
		expect(stepKey(ID, "transfer")).toBe(ID);
		expect(stepKey(ID, "payout")).toBe(`${ID}:payout`);
		expect(() => attemptKey(ID, 0)).toThrow();
	});
});

test("an amount is whole đồng, which Stripe counts without decimals", () => {
	expect(stripeAmount(50_000_000n)).toBe(50_000_000);
	expect(() => stripeAmount(0n)).toThrow();
	expect(() => stripeAmount(BigInt(Number.MAX_SAFE_INTEGER) + 1n)).toThrow();
});

test.each([
	[false, false, false, "to-fill-in"],
	[true, false, false, "in-check"],
	[true, true, false, "in-check"],
	[true, true, true, "to-confirm"],
])("an account (submitted %s, payouts %s, transfers %s) is %s", (submitted, payouts, transfers, state) => {
	const facts = { detailsSubmitted: submitted, payoutsEnabled: payouts, transfersActive: transfers };
	expect(accountState({ ...facts, confirmedAt: null })).toBe(state);
	// Confirmed it is ready, but only while Stripe pays to it.
	const confirmed = accountState({ ...facts, confirmedAt: now() });
	expect(confirmed).toBe(state === "to-confirm" ? "ready" : state);
});

describe("the holder of an account", () => {
	const bank = (id: string, more: object = {}) => ({
		id,
		object: "bank_account",
		currency: "vnd",
		last4: "1",
		...more,
	});
	const told = (fields: object) => holderOf(fields as Stripe.Account);
	test("is the company, or the person, and the bank account that payouts in đồng go to", () => {
		const data = [bank("ba_usd", { currency: "usd" }), bank("ba_1"), bank("ba_2", { default_for_currency: true })];
		expect(told({ company: { name: "A", tax_id_provided: true }, external_accounts: { data } })).toEqual({
			name: "A",
			taxIdGiven: true,
			bank: { id: "ba_2", name: null, last4: "1", holderName: null },
		});
		expect(told({ individual: { first_name: "Mai", last_name: "Trần" } })).toEqual({
			name: "Trần Mai",
			taxIdGiven: false,
			bank: null,
		});
	});
	test("is another one by its name, its tax code, or its bank account", () => {
		const one = { name: "A", taxIdGiven: true, bank: { id: "ba_1", name: "ACB", last4: "1", holderName: "A" } };
		const others = [
			{ ...one, name: "B" },
			{ ...one, taxIdGiven: false },
			{ ...one, bank: { ...one.bank, id: "ba_2" } },
			{ ...one, bank: { ...one.bank, last4: "2" } },
			{ ...one, bank: null },
		];
		for (const other of others) expect(holderSeal(other)).not.toBe(holderSeal(one));
		expect(holderSeal(JSON.parse(JSON.stringify(one)))).toBe(holderSeal(one));
	});
});

describe("a payout", () => {
	const when = { sentAt: new Date("2026-09-08T03:00:00Z"), now: new Date("2026-09-10T03:00:00Z") };
	const payout = (status: string, day: string, failure_message: string | null = null) => {
		return { status, failure_message, arrival_date: Date.parse(`${day}T00:00:00Z`) / 1000 };
	};
	test.each([
		["2026-09-09", "2026-09-09"],
		["2026-09-12", "2026-09-10"],
		["2026-09-01", "2026-09-08"],
	])("that is paid with arrival on %s arrived on %s", (arrival, on) => {
		expect(payoutStanding(payout("paid", arrival), when)).toEqual({ state: "paid", on });
	});
	test.each(["pending", "in_transit", "some-new-word"])("that is %s is waited for", (status) => {
		expect(payoutStanding(payout(status, "2026-09-09"), when)).toEqual({ state: "waiting" });
	});
	test("that failed has the bank's words", () => {
		const said = "The bank account has been closed.";
		expect(payoutStanding(payout("failed", "2026-09-09", said), when)).toEqual({ state: "failed", said });
		expect(payoutStanding(payout("canceled", "2026-09-09"), when)).toMatchObject({ state: "failed" });
	});
});

test.each([{ amount: 49_999_999 }, { currency: "usd" }, { destination: "acct_other" }])(
	"a transfer with %o is not ours",
	(change) => {
		const ours = { amountDong: 50_000_000n, stripeAccount: "acct_1" };
		const theirs = { amount: 50_000_000, currency: "vnd", destination: "acct_1", reversed: false };
		expect(() => assertSamePayment(theirs, ours)).not.toThrow();
		expect(() => assertSamePayment({ ...theirs, ...change }, ours)).toThrow(/not 50000000 vnd/);
	},
);

describe("the signature of a report", () => {
	const secret = "whsec_test12345678";
	const body = JSON.stringify({ id: "evt_1", object: "event", type: "payout.paid", data: {} });
	const signed = (at: Date) => signatureOf(body, secret, at);
	test("is accepted within five minutes", () => {
		expect(readSigned(body, signed(now()), secret)?.id).toBe("evt_1");
		expect(readSigned(body, signed(new Date(now().getTime() - 290_000)), secret)?.id).toBe("evt_1");
	});
	test.each([
		["none", null, body],
		["nonsense", "t=1,v1=00", body],
		["one that is too old", signed(new Date(now().getTime() - 310_000)), body],
		["one of another body", signed(now()), body.replace("paid", "paiD")],
		["one with another secret", signatureOf(body, "whsec_other12345678", now()), body],
		["one of no JSON", signatureOf("{", secret, now()), "{"],
	])("is refused: %s", (_what, signature, text) => {
		expect(readSigned(text, signature, secret)).toBeNull();
	});
});
