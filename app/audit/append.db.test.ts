import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "#db/transaction.server.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { appendAudit, LINES_AN_HOUR } from "./append.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

test("a person without a role writes only so many lines in an hour; signing in, staff and the system are not counted out", async () => {
	const noon = new Date("2026-09-09T05:00:00Z");
	const [person, auditor] = [await makePerson(house.db), await makeStaff(house.db, "auditor")];
	const line = (action = "business.groups-saved") => ({ action, subject: { kind: "test", id: "1", label: "t" } });
	const by = (actor: typeof person, times: number, now = noon) =>
		inTransaction(house.db, async (trx) => {
			for (let at = 0; at < times; at++) await appendAudit(trx, contextOf(house.db, actor, now), line());
		});
	await by(person, LINES_AN_HOUR);
	const late = new Date(noon.getTime() + 20 * 60_000);
	await expect(by(person, 1, late)).rejects.toMatchObject({ code: "audit_refusal_lines", facts: { minutes: 40 } });
	await inTransaction(house.db, (trx) =>
		appendAudit(trx, contextOf(house.db, person, late), line("identity.signed-in")),
	);
	await by(await makePerson(house.db), 1, late);
	await by(auditor, LINES_AN_HOUR + 1);
	await by(person, 1, new Date(noon.getTime() + 3_600_001));
});
