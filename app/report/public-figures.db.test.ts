import { afterAll, beforeAll, expect, test } from "vitest";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { homePage } from "./home-page.server.ts";
import { readPublicFigures } from "./public-figures.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const submitted = new Date("2026-09-08T03:00:00Z");
const decided = new Date("2026-09-11T03:00:00Z");
const now = new Date("2026-11-23T01:00:00Z");

test("nothing yet is nothing, not a guess", async () => {
	expect(await readPublicFigures(house.db, now)).toEqual({
		at: now,
		approvedBusinesses: 0,
		paidDong: 0n,
		budgetDong: 0n,
		waiting: null,
		associations: 0,
	});
});

test("approved businesses count once each, and waiting shows from ten answers on", async () => {
	const associationId = await makeAssociation(house.db);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 2_000_000_000n } });
	await makeProgramme({ opensOn: "2027-01-05", closesOn: "2027-12-31" });
	// A year that is closed: its money is not this year's.
	await makeProgramme({
		opensOn: "2025-01-05",
		closesOn: "2025-12-31",
		envelopes: { [associationId]: 1_000_000_000n },
	});
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	for (let made = 0; made < 10; made++) {
		if (made === 9) expect((await readPublicFigures(house.db, now)).waiting).toBeNull();
		const { reference } = await makeSubmittedApplication(house.db, { programmeId, associationId, now: submitted });
		await makeDecision(house.db, reviewer, reference, { now: decided, kind: made === 0 ? "reject" : "approve" });
	}
	expect(await readPublicFigures(house.db, now)).toEqual({
		at: now,
		approvedBusinesses: 9,
		paidDong: 0n,
		budgetDong: 10_000_000_000n,
		waiting: { median: 3, low: 3, high: 3, count: 10 },
		associations: 1,
	});
});

test("everybody within a minute gets the same home page", async () => {
	const first = await homePage(house.db, now);
	await house.db.updateTable("application").set({ state: "lapsed" }).where("state", "=", "approved").execute();
	expect(await homePage(house.db, new Date(now.getTime() + 59_000))).toBe(first);
	const later = await homePage(house.db, new Date(now.getTime() + 60_000));
	expect([first, later].map(({ figures }) => figures.approvedBusinesses)).toEqual([9, 0]);
});
