import fc from "fast-check";
import { afterAll, expect, inject, test } from "vitest";
import { ceilingUsedAccount, holdingAccount, unallottedAccount } from "#app/funding/accounts.ts";
import { envelopeBalances, findEnvelope } from "#app/funding/envelopes.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { decree80Programme2026Rules } from "#app/programme/decree-80-article-11.ts";
import type { ProgrammeSettings, Rail } from "#app/programme/programme.rules.ts";
import { makeOfficers } from "#testing/make-budget.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeGoOn } from "#testing/make-stop.ts";
import { makeAssociation, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { MoneyModel } from "#testing/money-model.ts";
import type { MoneyHouse, MoneyStep } from "#testing/money-step.ts";
import { moneyWalk } from "#testing/money-steps.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
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

const tried = new Map<string, number>();
afterAll(() => {
	const most = [...tried].sort(([, one], [, other]) => other - one).map(([name, times]) => `${times} × ${name}`);
	console.info(`${[...tried.values()].reduce((sum, times) => sum + times, 0)} steps: ${most.join(", ")}`);
});

const ceilings = new Map(
	decree80Programme2026Rules.supportItems.map(({ code, rates }) => [
		code,
		BigInt(rates.find(({ sizeClass }) => sizeClass === "small")?.ceilingDong ?? 0),
	]),
);

type Programme = Pick<ProgrammeSettings, "advancePercent" | "retentionPercent" | "yearEndReservations"> & {
	rail: Rail;
};

/** By the bank's file as the law has it, with money ahead and money kept back, and by Stripe with the business's own share. */
const programmes: [name: string, programme: Programme][] = [
	["the bank", { rail: "bank-file", advancePercent: 0, retentionPercent: 0, yearEndReservations: "lapse" }],
	[
		"the bank, with advances and retention",
		{ rail: "bank-file", advancePercent: 30, retentionPercent: 10, yearEndReservations: "carry-over" },
	],
	[
		"Stripe, with own shares and retention",
		{ rail: "stripe", advancePercent: 0, retentionPercent: 5, yearEndReservations: "lapse" },
	],
];

/** Of a walk's own: a database, a server that stands in for Stripe, a programme, two associations and three small businesses. */
async function makeHouse({ db }: TestHouse, stripe: StripeStandIn, settings: Programme): Promise<MoneyHouse> {
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
		rules: rulesWith({
			...settings,
			...(settings.rail === "stripe" ? { ownShare: "stripe" } : {}),
			// Who has to confirm is not what is walked here: one reviewer decides, however often a business applies.
			secondPersonAboveDong: "999999999999999",
		}),
	});
	const businesses = [await makeBusiness(db), await makeBusiness(db), await makeBusiness(db)];
	const finance: MoneyHouse["finance"] = [
		await makeStaff(db, "finance_officer"),
		await makeStaff(db, "finance_officer"),
	];
	const officers = await makeOfficers(db);
	// Each business has a provider of its own, so that payees are few and meet again.
	const providers = businesses.map((_business, at) => ({
		providerName: `Công ty Giải pháp ${at + 1}`,
		providerTaxCode: makeTaxCode(900_001 + at),
	}));
	const made = { tried, officers, providers, db, programmeId, associations, businesses, finance, stripe };
	return { ...made, agree: (model) => agree(made, model) };
}

/** One walk, in a house that is torn down after it. */
async function walk(programme: Programme, commands: MoneyStep[]): Promise<void> {
	const { rail, advancePercent, retentionPercent, yearEndReservations: yearEnd } = programme;
	const terms = { advance: BigInt(advancePercent), retention: BigInt(retentionPercent), yearEnd };
	const house = await testHouse();
	const stripe = await new StripeStandIn().start();
	try {
		const setup = async () => ({
			model: new MoneyModel(rail, ENVELOPE, UNALLOTTED, ceilings, terms),
			real: await makeHouse(house, stripe, programme),
		});
		await fc.asyncModelRun(setup, commands);
	} finally {
		await stripe.close();
		await house.close();
	}
}

async function agree(made: Omit<MoneyHouse, "agree">, model: MoneyModel): Promise<void> {
	// What a share that was taken back stops goes on at once: what is stopped has tests of its own (app/disbursement/stop).
	for (const { reference, own } of model.applications) if (own?.takenDong) await makeGoOn(made.db, reference);
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
		const inBooks = (kind: string) => balanceOf(made.db, { kind, book: "own-share", owner: id });
		expect(await inBooks("own-held")).toBe(own?.heldDong ?? 0n);
		expect(await inBooks("own-taken")).toBe(own?.takenDong ?? 0n);
		expect(-(await inBooks("own-owed"))).toBe(own?.owedDong ?? 0n);
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
	`${runsOfEach} random walks of ${steps} steps by %s keep the books whole, and as a sheet of paper would have them`,
	async (_name, programme) => {
		await fc.assert(
			fc.asyncProperty(moneyWalk(programme.rail, steps), (commands) => walk(programme, commands)),
			// A failed walk is told whole, with the seed that walks it again: walking shorter ones takes minutes.
			{ numRuns: runsOfEach, endOnFailure: true },
		);
	},
	inject("moneyWalks").seconds * 1_000,
);
