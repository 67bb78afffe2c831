import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "#db/transaction.server.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { appendAudit, LINES_AN_HOUR } from "./append.server.ts";
import { verifyAuditChain } from "./verify-chain.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

const who = { actor: { system: "test" }, now: new Date("2026-09-08T03:00:00Z") };
const write = (id: number) =>
	inTransaction(house.db, (trx) =>
		appendAudit(trx, who, {
			action: "test.done",
			subject: { kind: "test", id: String(id), label: "t" },
			facts: { id, amount: 5n },
		}),
	);

async function tamper(statement: ReturnType<typeof sql>) {
	await sql`alter table audit_entry disable trigger user`.execute(house.owner);
	await statement.execute(house.owner);
	await sql`alter table audit_entry enable trigger user`.execute(house.owner);
}

test("entries written at once are chained without gaps; tampering is found where it happened", async () => {
	await Promise.all(Array.from({ length: 20 }, (_, id) => write(id)));
	expect(await verifyAuditChain(house.db)).toMatchObject({ entries: 20n, breaks: [] });

	await expect(sql`update audit_entry set action = 'x' where id = 5`.execute(house.owner)).rejects.toThrow(
		/never changed/,
	);
	await tamper(sql`update audit_entry set facts = '{"amount":"6"}' where id = 5`);
	expect((await verifyAuditChain(house.db)).breaks).toMatchObject([{ id: 5n, problem: "changed" }]);

	await tamper(sql`update audit_entry e set hash = audit_entry_hash(e) where id = 5`);
	expect((await verifyAuditChain(house.db)).breaks).toMatchObject([{ id: 6n, problem: "not-chained" }]);

	await tamper(sql`delete from audit_entry where id = 9`);
	expect((await verifyAuditChain(house.db)).breaks.map((found) => [found.id, found.problem])).toContainEqual([
		10n,
		"missing-before",
	]);
});

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
