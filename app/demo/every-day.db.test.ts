import pg from "pg";
import { expect, inject, test } from "vitest";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { queuePage } from "#app/review/desk/queue-page.server.ts";
import { queueQuery } from "#app/review/review.forms.ts";
import { accessRules } from "#e2e/intruders/access-rules.ts";
import { demoSubjects, timeFor } from "#testing/demo-subjects.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { demoDesk, secondDesk } from "./associations.ts";
import { makeDemo } from "./make-demo.server.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** Moments at which the demo is made. */
		demoDays: string[];
	}
}

/** What the browser tests look for, by the address or the name under which they do. */
const lookups = [
	...Object.entries(accessRules).flatMap(([address, { param }]) => (param ? [[address, param] as const] : [])),
	...Object.entries(demoSubjects),
];

/** The names of those that find nothing. A lookup may write, and leaves no trace here. */
async function notFound(url: string, now: Date): Promise<string[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const missing: string[] = [];
	for (const [name, sql] of lookups) {
		await client.query("begin");
		const { rows } = await client.query(sql, timeFor(sql, now));
		await client.query("rollback");
		if (rows.length === 0) missing.push(name);
	}
	await client.end();
	return missing;
}

/** The queue of the reviewer whom the demo lets in shows its work: every tag, on whichever day. */
async function expectFullQueue(db: TestHouse["db"], now: Date): Promise<void> {
	const person = await db
		.selectFrom("person")
		.select(["id", "name", "email"])
		.where("email", "=", "xet@donbay.example")
		.executeTakeFirstOrThrow();
	const roles = [demoDesk, secondDesk].map((scopeId) => ({ role: "reviewer" as const, scopeId }));
	const { id: personId, name, email } = person;
	const pages = [1, 2, 3].map((page) => ({ ...queueQuery.parse({}), page }));
	const queue = await Promise.all(
		pages.map((query) => queuePage(db, { personId, name, email, roles, secondFactor: true }, query, now)),
	);
	const tags = new Set(queue.flatMap(({ rows }) => rows.map(({ attention }) => attention.kind)));
	expect([...tags].sort()).toEqual(["due-today", "locked", "new", "none", "overdue"]);
	expect(queue[0]?.counts.open).toBeGreaterThanOrEqual(50);
	expect(queue[0]?.counts.second).toBeGreaterThanOrEqual(3);
	expect(queue[0]?.counts.waiting).toBeGreaterThanOrEqual(3);
}

test.each(inject("demoDays"))(
	"the demo made at %s holds all that the browser tests look for",
	async (moment) => {
		const now = new Date(moment);
		const house = await testHouse();
		try {
			await makeDemo(house.db, now);
			expect(await notFound(house.url, now)).toEqual([]);
			await expectFullQueue(house.db, now);
			expect((await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
			await placeAll(house.db, now);
			expect(await verifyAuditLog(house.db)).toMatchObject({ breaks: [] });
		} finally {
			await house.close();
		}
	},
	300_000,
);
