import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Keeper } from "#app/assessment/visitor-token.server.ts";
import { makeAssessment } from "#testing/make-assessment.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeSubmittedApplication } from "#testing/make-review.ts";
import { makeAssociation } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { checkAnswer, checkPage } from "./check-page.server.ts";

let house: TestHouse;
const now = new Date("2026-09-08T03:00:00Z");
const visitor: Keeper = { actor: { visitor: true }, token: null };

beforeAll(async () => {
	house = await testHouse();
	await makeProgramme({ opensOn: "2026-03-01", closesOn: "2026-10-31" });
	await makeProgramme({ id: "sau", opensOn: "2027-02-01", closesOn: "2027-06-30" });
});
afterAll(() => house.close());

const answers = {
	section: "C",
	employees: "34",
	revenueDong: "28.400.000.000",
	capitalDong: "30.000.000.000",
	supportItemCode: "DX-SOLUTION",
	priceDong: "118.000.000",
};
const ask = (change = {}, keeper = visitor, at = now) =>
	checkAnswer(house.db, { answers: { ...answers, ...change }, keeper, now: at });

function outcomesOf(answer: Awaited<ReturnType<typeof ask>>) {
	return Object.fromEntries(answer.result?.eligibility.outcomes.map(({ rule, outcome }) => [rule, outcome]) ?? []);
}

describe("a visitor", () => {
	test("learns the amount, and which rules nobody could look at yet", async () => {
		const answer = await ask();
		expect(answer.result?.eligibility).toMatchObject({ sizeClass: "small", eligible: true, allowedDong: 50_000_000n });
		expect(outcomesOf(answer)).toEqual({
			size: "pass",
			sector: "pass",
			window: "pass",
			ceiling: "by-ceiling",
			location: "unknown",
			assessed: "unknown",
			"not-before-submission": "unknown",
			"independent-provider": "unknown",
			"solution-published": "unknown",
			"no-double-funding": "unknown",
		});
	});

	test("of a micro business is told which items there are instead of advice", async () => {
		const micro = { employees: "5", revenueDong: "2000000000", supportItemCode: "DX-CONSULT" };
		const { result } = await ask(micro);
		expect(result?.eligibility.eligible).toBe(false);
		expect(result?.alternatives).toContainEqual(
			expect.objectContaining({ code: "DX-SOLUTION", ceilingDong: 20_000_000n }),
		);
	});

	test.each([
		[{ employees: "ba mươi" }, ["employees"]],
		[{ section: "O" }, ["section"]],
		[{ supportItemCode: "HACK" }, ["supportItemCode"]],
		[{ priceDong: "0", capitalDong: "" }, ["capitalDong", "priceDong"]],
		[{ revenueDong: "28,4" }, ["revenueDong"]],
	])("with %j gets the form back with what was typed", async (change, fields) => {
		const { failure, result } = await ask(change);
		expect(result).toBeNull();
		expect(Object.keys(failure?.fieldErrors ?? {})).toEqual(fields);
		expect(failure?.given).toEqual({ ...answers, ...change });
	});
});

describe("who is signed in", () => {
	test("need not say where the business is and what was measured", async () => {
		const { owner } = await makeBusiness(house.db);
		const keeper = { actor: owner, token: null };
		const known = { location: "pass", "no-double-funding": "pass" };
		expect(outcomesOf(await ask({}, keeper))).toMatchObject({ ...known, assessed: "unknown" });
		await makeAssessment(house.db, owner, { now });
		expect(outcomesOf(await ask({}, keeper))).toMatchObject({ ...known, assessed: "pass" });
	});

	test("is told when the same item is in progress already", async () => {
		const associationId = await makeAssociation(house.db);
		const programmeId = await makeProgramme({ closesOn: "2026-10-31", envelopes: { [associationId]: 1_000_000_000n } });
		const { owner } = await makeSubmittedApplication(house.db, { programmeId, associationId, now });
		const answer = await ask({}, { actor: owner, token: null });
		expect(outcomesOf(answer)).toMatchObject({ "no-double-funding": "fail" });
		expect(answer.result?.eligibility.eligible).toBe(false);
	});
});

test("outside every window there is no form, but the day on which the next one opens", async () => {
	const winter = new Date("2026-12-01T03:00:00Z");
	expect(await checkPage(house.db, winter)).toMatchObject({ programme: null, next: { opensOn: "2027-02-01" } });
	expect(await ask({}, visitor, winter)).toMatchObject({ page: { programme: null }, result: null, failure: null });
	const end = new Date("2027-07-01T03:00:00Z");
	expect(await checkPage(house.db, end)).toEqual({ programme: null, next: null });
});
