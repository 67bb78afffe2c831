import pg from "pg";
import { expect, inject, test } from "vitest";
import { verifyAuditChain } from "#app/audit/verify-chain.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { accessRules } from "#e2e/intruders/access-rules.ts";
import { demoSubjects, timeFor } from "#e2e/support/demo-subjects.ts";
import { testHouse } from "#e2e/support/test-house.ts";
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

test.each(inject("demoDays"))(
	"the demo made at %s holds all that the browser tests look for",
	async (moment) => {
		const now = new Date(moment);
		const house = await testHouse();
		try {
			await makeDemo(house.db, now);
			expect(await notFound(house.url, now)).toEqual([]);
			expect((await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
			expect(await verifyAuditChain(house.db)).toMatchObject({ breaks: [] });
		} finally {
			await house.close();
		}
	},
	180_000,
);
