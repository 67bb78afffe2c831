import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { appendAudit } from "./append.server.ts";
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
