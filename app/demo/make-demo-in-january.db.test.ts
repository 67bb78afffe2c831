import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAuditChain } from "#app/audit/verify-chain.server.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { makeDemo } from "./make-demo.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

test("the demo can be made on the first working days of a year, when its programme is new", async () => {
	await makeDemo(house.db, new Date("2027-01-04T03:00:00Z"));
	expect(await verifyAuditChain(house.db)).toMatchObject({ breaks: [] });
}, 120_000);
