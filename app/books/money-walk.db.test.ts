import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { reconcileWithStripe } from "#app/disbursement/stripe/reconcile.server.ts";
import { systemContext } from "#app/house/command.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { ceilingUsedAccount, holdingAccount, unallottedAccount } from "#app/programme/accounts.ts";
import { decree80Programme2026Rules } from "#app/programme/decree-80-article-11.ts";
import { envelopeBalances, findEnvelope } from "#app/programme/envelopes.server.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { makeOfficers } from "#e2e/support/make-budget.ts";
import { makeBusiness } from "#e2e/support/make-business.ts";
import { makeProgramme, rulesWith } from "#e2e/support/make-programme.ts";
import { stripeOf } from "#e2e/support/make-stripe.ts";
import { makeAssociation, makeStaff, makeTaxCode } from "#e2e/support/makers.ts";
import { MoneyModel } from "#e2e/support/money-model.ts";
import type { MoneyHouse } from "#e2e/support/money-step.ts";
import { moneySteps } from "#e2e/support/money-steps.ts";
import { StripeStandIn } from "#e2e/support/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { verifyBooks } from "./verify-books.server.ts";

declare module "vitest" {
	interface ProvidedContext {
		moneyWalks: { runs: number; steps: number; seconds: number };
	}
}

const ENVELOPE = 120_000_000n;
const UNALLOTTED = 80_000_000n;
const items = ["DX-SOLUTION", "DX-CONSULT"];
const { runs, steps } = inject("moneyWalks");

let house: TestHouse;
let stripe: StripeStandIn;
let providerNumber = 0;
beforeAll(async () => {
	house = await testHouse();
	stripe = await new StripeStandIn().start();
});
afterAll(async () => {
	await stripe.close();
	await house.close();
});

const ceilings = new Map(
	decree80Programme2026Rules.supportItems.map(({ code, rates }) => [
		code,
		BigInt(rates.find(({ sizeClass }) => sizeClass === "small")?.ceilingDong ?? 0),
	]),
);

type Programme = { rail: Rail; advancePercent: number; retentionPercent: number };

/** By the bank's file as the law has it, with money ahead and money kept back, and by Stripe with the business's own share. */
const programmes: [name: string, programme: Programme][] = [
	["the bank", { rail: "bank-file", advancePercent: 0, retentionPercent: 0 }],
	["the bank, with advances and retention", { rail: "bank-file", advancePercent: 30, retentionPercent: 10 }],
	["Stripe, with own shares and retention", { rail: "stripe", advancePercent: 0, retentionPercent: 5 }],
];

/** A programme, two associations and three small businesses of the walk's own. */
async function makeHouse(settings: Programme): Promise<MoneyHouse> {
	const { db } = house;
	await endEarlierWalks();
	const associations = [];
	for (let each = 0; each < 2; each++) {
		const id = await makeAssociation(db);
		const reviewer = await makeStaff(db, "reviewer", id);
		associations.push({ id, reviewer, manager: await makeStaff(db, "association_manager", id) });
	}
	const envelopes = Object.fromEntries(associations.map(({ id }) => [id, ENVELOPE]));
	const programmeId = await makeProgramme({
		budgetDong: 2n * ENVELOPE + UNALLOTTED,
		envelopes,
		rules: rulesWith(settings.rail === "stripe" ? { ...settings, ownShare: "stripe" } : settings),
	});
	const businesses = [await makeBusiness(db), await makeBusiness(db), await makeBusiness(db)];
	const finance: MoneyHouse["finance"] = [
		await makeStaff(db, "finance_officer"),
		await makeStaff(db, "finance_officer"),
	];
	const officers = await makeOfficers(db);
	const stripeEventsBefore = stripe.things.events.length;
	// Each business has a provider of its own, so that payees are few and meet again.
	const providers = businesses.map(() => {
		const number = ++providerNumber;
		return { providerName: `Công ty Giải pháp ${number}`, providerTaxCode: makeTaxCode(900_000 + number) };
	});
	const made = { officers, providers, db, programmeId, associations, businesses, finance, stripe, stripeEventsBefore };
	return { ...made, agree: (model) => agree(made, model) };
}

/** Leaves nothing of an earlier walk open at Stripe, so that the nightly round is about this one. */
async function endEarlierWalks(): Promise<void> {
	const ctx = systemContext("test", new Date("2026-09-08T03:00:00Z"));
	for (const session of stripe.things.all("checkout.session")) {
		if (session.status === "open") stripe.things.checkout.expireSession(session.id);
	}
	await reconcileWithStripe(ctx, stripeOf(stripe));
	for (const payout of stripe.things.all("payout")) {
		if (payout.status === "pending") stripe.things.endPayout(payout.id, null);
	}
	await reconcileWithStripe(ctx, stripeOf(stripe));
	await sql`update stripe_transfer set ended_at = ended_at - interval '1 month' where outcome = 'paid'`.execute(
		house.db,
	);
}

async function agree(made: Omit<MoneyHouse, "agree">, model: MoneyModel): Promise<void> {
	expect((await verifyBooks(made.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
	for (const [at, { id }] of made.associations.entries()) {
		const balances = await envelopeBalances(made.db, made.programmeId, id);
		expect({
			available: balances.availableDong,
			reserved: balances.reservedDong,
			committed: balances.committedDong,
			payable: balances.payableDong,
			advanced: balances.advancedDong,
			retained: balances.retainedDong,
			paid: balances.paidDong,
		}).toEqual(model.purse(at));
	}
	expect(await balanceOf(made.db, unallottedAccount(made.programmeId))).toBe(model.unallottedDong);
	for (const [at, { taxCode }] of made.businesses.entries()) {
		for (const supportItemCode of items) {
			const counter = ceilingUsedAccount({ taxCode, supportItemCode, year: 2026 });
			expect(await balanceOf(made.db, counter)).toBe(model.used(at, supportItemCode));
		}
	}
	for (const { id, own } of model.applications) {
		const held = { kind: "own-held", book: "own-share", owner: id };
		expect(await balanceOf(made.db, held)).toBe(own?.heldDong ?? 0n);
	}
	await agreeOnRecoveries(made, model);
	const rows = await made.db
		.selectFrom("application")
		.select(["reference", "state"])
		.where("programmeId", "=", made.programmeId)
		.where("state", "!=", "draft")
		.orderBy("reference")
		.execute();
	const expected = model.applications.map(({ reference, state }) => ({ reference, state }));
	expect(rows).toEqual(expected.sort((one, other) => (one.reference < other.reference ? -1 : 1)));
}

async function agreeOnRecoveries(made: Omit<MoneyHouse, "agree">, model: MoneyModel): Promise<void> {
	if (model.recoveries.length === 0) return;
	for (const application of new Set(model.recoveries.map((each) => each.application))) {
		const association = made.associations[application.association]?.id ?? "";
		const envelopeId = (await findEnvelope(made.db, made.programmeId, association)) ?? "";
		const recovered = await balanceOf(made.db, holdingAccount("recovered", envelopeId, application.id));
		expect(recovered).toBe(model.recoveredOf(application));
	}
	const rows = await made.db
		.selectFrom("recovery")
		.innerJoin("application", "application.id", "recovery.applicationId")
		.select(["recovery.reference", "recovery.state", "amountDong"])
		.where("programmeId", "=", made.programmeId)
		.orderBy("madeAt")
		.orderBy("recovery.reference")
		.execute();
	expect(rows).toEqual(model.recoveries.map(({ reference, state, amountDong }) => ({ reference, state, amountDong })));
}

const runsOfEach = Math.ceil(runs / programmes.length);

test.each(programmes)(
	`${runsOfEach} random walks of up to ${steps} steps by %s keep the books whole, and as a sheet of paper would have them`,
	async (_name, programme) => {
		const { rail } = programme;
		const terms = { advance: BigInt(programme.advancePercent), retention: BigInt(programme.retentionPercent) };
		await fc.assert(
			fc.asyncProperty(
				fc.noBias(fc.commands(moneySteps[rail], { maxCommands: steps, size: "max" })),
				async (commands) => {
					const setup = async () => ({
						model: new MoneyModel(rail, ENVELOPE, UNALLOTTED, ceilings, terms),
						real: await makeHouse(programme),
					});
					await fc.asyncModelRun(setup, commands);
				},
			),
			// A failed walk is told whole, with the seed that walks it again: walking shorter ones takes minutes.
			{ numRuns: runsOfEach, endOnFailure: true },
		);
	},
	inject("moneyWalks").seconds * 1_000,
);
