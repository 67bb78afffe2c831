import { afterAll, beforeAll, expect, test } from "vitest";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import { makeSubmitted } from "#testing/make-application.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { associationFacts } from "./association-facts.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const NOW = new Date("2026-09-08T03:00:00Z");

test("an association is told by its sector's applications once there are ten, and by what its envelope has left", async () => {
	const { programmeId, associationId } = await makeSubmitted(house.db);
	const factsOf = async (section: string | null) =>
		(await associationFacts(house.db, section, NOW)).find((each) => each.associationId === associationId);
	for (let more = 0; more < 8; more += 1) await makeSubmitted(house.db, { programmeId, associationId });
	expect(await factsOf("C")).toMatchObject({ sameSection: null, waiting: null });
	await makeSubmitted(house.db, { programmeId, associationId });
	expect(await factsOf("C")).toMatchObject({ sameSection: 10 });
	expect(await factsOf("G")).toMatchObject({ sameSection: null });
	expect(await factsOf(null)).toMatchObject({ sameSection: null });
	const { availableDong } = await envelopeBalances(house.db, programmeId, associationId);
	expect(availableDong).toBeGreaterThan(0n);
	expect((await factsOf("C"))?.left).toEqual([{ programmeId, leftDong: availableDong }]);
}, 120_000);
