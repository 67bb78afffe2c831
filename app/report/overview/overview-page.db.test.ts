import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeBusiness, makeBusiness } from "#testing/make-business.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeSubsidy } from "#testing/make-subsidy.ts";
import { makeAssociation } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { noFilter } from "../report.forms.ts";
import { subsidyTotals } from "../subsidies.server.ts";
import { cityOverview } from "./overview-page.server.ts";

let house: TestHouse;
let programmeId: string;
let other: string;
const now = new Date("2026-10-01T03:00:00Z");

beforeAll(async () => {
	house = await testHouse();
	await makeAssociation(house.db, "hoi-mot");
	await makeAssociation(house.db, "hoi-hai");
	programmeId = await makeProgramme({ envelopes: { "hoi-mot": 1_000_000_000n, "hoi-hai": 100_000_000n } });
	other = await makeProgramme({
		envelopes: { "hoi-mot": 1_000_000_000n },
		opensOn: "2026-01-05",
		budgetDong: 2_000_000_000n,
	});
	const businesses: MadeBusiness[] = [];
	for (let at = 0; at < 12; at++) {
		businesses.push(await makeBusiness(house.db, { womenOwned: at % 3 === 0, now: new Date("2026-02-01T00:00:00Z") }));
	}
	const [a, b, c, d] = businesses as [MadeBusiness, MadeBusiness, MadeBusiness, MadeBusiness];
	const common = { programmeId, associationId: "hoi-mot" };
	await makeSubsidy(house.db, { ...common, business: a, state: "completed", approvedDong: 86_000_000n });
	await makeSubsidy(house.db, {
		...common,
		business: b,
		state: "agreed",
		approvedDong: 50_000_000n,
		paidDong: 20_000_000n,
	});
	await makeSubsidy(house.db, {
		...common,
		business: c,
		state: "approved",
		sizeClass: "micro",
		acceptBy: "2026-10-02",
	});
	await makeSubsidy(house.db, { ...common, business: c, state: "lapsed" });
	await makeSubsidy(house.db, { ...common, business: d, state: "in_review" });
	await makeSubsidy(house.db, {
		...common,
		associationId: "hoi-hai",
		business: d,
		state: "approved",
		approvedDong: 95_000_000n,
		acceptBy: "2026-10-20",
	});
	await makeSubsidy(house.db, { ...common, programmeId: other, business: a, state: "completed" });
	// Ten answers of one association, after 7 to 16 calendar days; two of the other.
	for (const [at, business] of businesses.entries()) {
		await makeSubsidy(house.db, {
			...common,
			associationId: at < 10 ? "hoi-mot" : "hoi-hai",
			business,
			state: "rejected",
			submittedAt: new Date("2026-08-03T03:00:00Z"),
			answeredAfterDays: 7 + at,
		});
	}
});
afterAll(() => house.close());

async function shown(asked: string | null = programmeId) {
	const overview = await cityOverview(house.db, now, asked);
	if (!overview.shown) throw new Error("no programme is shown");
	return overview.shown;
}

test("the five parts add up to the budget, and are those of the report", async () => {
	const { budget } = await shown();
	const { paidDong, signedDong, reservedDong, availableDong, unallottedDong, budgetDong } = budget;
	expect(paidDong + signedDong + reservedDong + availableDong + unallottedDong).toBe(budgetDong);
	expect(budget).toMatchObject({
		paidDong: 106_000_000n,
		signedDong: 30_000_000n,
		reservedDong: 135_000_000n,
		unallottedDong: 8_900_000_000n,
		budgetDong: 10_000_000_000n,
	});
	const totals = await subsidyTotals(house.db, { ...noFilter, programme: programmeId });
	expect([totals.paidDong, totals.committedDong + totals.payableDong, totals.reservedDong]).toEqual([
		paidDong,
		signedDong,
		reservedDong,
	]);
	expect((await shown(other)).budget).toMatchObject({ paidDong: 40_000_000n, budgetDong: 2_000_000_000n });
});

test("applications are counted at each step, and no step has more than the one before", async () => {
	const { steps } = await shown();
	const counts = Object.values(steps);
	expect(counts).toEqual([...counts].sort((one, other) => other - one));
	expect(steps).toMatchObject({ started: 18, submitted: 18, answered: 17, approved: 5, agreed: 2 });
});

test("approved applications by size add up, lapsed and rejected ones are left out", async () => {
	expect((await shown()).helped).toEqual({
		rows: [
			{ size: "micro", applications: 1, paidDong: 0n },
			{ size: "small", applications: 3, paidDong: 106_000_000n },
			{ size: "medium", applications: 0, paidDong: 0n },
		],
		applications: 4,
		paidDong: 106_000_000n,
		womenOwned: 2,
		noLonger: 1,
	});
});

test("an association with ten answers is drawn, one with fewer is named without figures", async () => {
	const { waiting } = await shown();
	expect(waiting.associations.map(({ association }) => association.id)).toEqual(["hoi-mot"]);
	expect(waiting.small.map(({ id }) => id)).toEqual(["hoi-hai"]);
	expect(waiting.all?.count).toBe(18);
});

test("what needs a look is found by its rule", async () => {
	const rows = (await shown()).attention;
	expect(rows.map(({ kind, count, amountDong }) => [kind, count, amountDong])).toEqual([
		["lapsing", 1, 40_000_000n],
		["overdue", 1, 50_000_000n],
		["envelope", 1, 5_000_000n],
	]);
	expect(rows[2]?.which).toEqual([{ nameVi: expect.stringContaining(" "), nameEn: expect.stringContaining(" ") }]);
	expect((await shown(other)).attention).toEqual([]);
});

test("without a choice the open programme with the most money is shown; an unknown one is no error", async () => {
	const later = await makeProgramme({ opensOn: "2027-01-05", closesOn: "2027-12-31", budgetDong: 90_000_000_000n });
	const closed = await makeProgramme({ opensOn: "2025-01-05", closesOn: "2025-12-31", budgetDong: 80_000_000_000n });
	// Opened last, and smaller: a pilot.
	const pilot = await makeProgramme({ opensOn: "2026-09-01", closesOn: "2026-12-31", budgetDong: 200_000_000n });
	const overview = await cityOverview(house.db, now, "not-there");
	expect(overview.programmes.map(({ id }) => id)).toContain(later);
	expect(overview.shown?.programme.id).toBe(programmeId);
	expect(overview.programmes.map(({ id }) => id)).toEqual([programmeId, other, pilot, closed, later]);
	expect(overview.programmes.filter(({ isMain }) => isMain).map(({ id }) => id)).toEqual([programmeId]);
	expect((await cityOverview(house.db, now, later)).shown?.budget.budgetDong).toBe(90_000_000_000n);
});
