import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { ceilingUsedAccount } from "#app/programme/accounts.ts";
import { decree80Programme2026Rules } from "#app/programme/decree-80-article-11.ts";
import { envelopeBalances } from "#app/programme/envelopes.server.ts";
import { makeBusiness } from "#e2e/support/make-business.ts";
import { makeProgramme } from "#e2e/support/make-programme.ts";
import { makeAssociation, makeStaff } from "#e2e/support/makers.ts";
import { MoneyModel } from "#e2e/support/money-model.ts";
import type { MoneyHouse } from "#e2e/support/money-step.ts";
import { moneySteps } from "#e2e/support/money-steps.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { verifyBooks } from "./verify-books.server.ts";

declare module "vitest" {
	interface ProvidedContext {
		moneyWalks: { runs: number; steps: number; seconds: number };
	}
}

const ENVELOPE = 120_000_000n;
const items = ["DX-SOLUTION", "DX-CONSULT"];
const { runs, steps } = inject("moneyWalks");

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const ceilings = new Map(
	decree80Programme2026Rules.supportItems.map(({ code, rates }) => [
		code,
		BigInt(rates.find(({ sizeClass }) => sizeClass === "small")?.ceilingDong ?? 0),
	]),
);

/** A programme, two associations and three small businesses of the walk's own. */
async function makeHouse(): Promise<MoneyHouse> {
	const { db } = house;
	const associations = [];
	for (let each = 0; each < 2; each++) {
		const id = await makeAssociation(db);
		const reviewer = await makeStaff(db, "reviewer", id);
		associations.push({ id, reviewer, manager: await makeStaff(db, "association_manager", id) });
	}
	const envelopes = Object.fromEntries(associations.map(({ id }) => [id, ENVELOPE]));
	const programmeId = await makeProgramme({ envelopes });
	const businesses = [await makeBusiness(db), await makeBusiness(db), await makeBusiness(db)];
	const finance: MoneyHouse["finance"] = [
		await makeStaff(db, "finance_officer"),
		await makeStaff(db, "finance_officer"),
	];
	const made = { db, programmeId, associations, businesses, finance };
	return { ...made, agree: (model) => agree(made, model) };
}

async function agree(made: Omit<MoneyHouse, "agree">, model: MoneyModel): Promise<void> {
	expect((await verifyBooks(made.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
	for (const [at, { id }] of made.associations.entries()) {
		const { availableDong, reservedDong, committedDong, payableDong, paidDong } = await envelopeBalances(
			made.db,
			made.programmeId,
			id,
		);
		const purse = { available: availableDong, reserved: reservedDong, committed: committedDong };
		expect({ ...purse, payable: payableDong, paid: paidDong }).toEqual(model.purse(at));
	}
	for (const [at, { taxCode }] of made.businesses.entries()) {
		for (const supportItemCode of items) {
			const counter = ceilingUsedAccount({ taxCode, supportItemCode, year: 2026 });
			expect(await balanceOf(made.db, counter)).toBe(model.used(at, supportItemCode));
		}
	}
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

test(
	`${runs} random walks of up to ${steps} steps keep the books whole, and as a sheet of paper would have them`,
	async () => {
		await fc.assert(
			fc.asyncProperty(fc.noBias(fc.commands(moneySteps, { maxCommands: steps, size: "max" })), async (commands) => {
				const setup = async () => ({ model: new MoneyModel(ENVELOPE, ceilings), real: await makeHouse() });
				await fc.asyncModelRun(setup, commands);
			}),
			// A failed walk is told whole, with the seed that walks it again: walking shorter ones takes minutes.
			{ numRuns: runs, endOnFailure: true },
		);
	},
	inject("moneyWalks").seconds * 1_000,
);
