import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { pool } from "#app/house/database.server.ts";
import { buildOfRoutes, type Listening, listenWith } from "#testing/app-of-routes.ts";
import { makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/*
 * An export holds a connection of the database until its reader has taken it, and there are as many as the pool has: three
 * times as many exports leave everybody else their turn, and all of them end.
 */

let house: TestHouse;
let app: Listening;
let auditors: Actor[];
beforeAll(async () => {
	house = await testHouse();
	app = await listenWith(await buildOfRoutes());
	auditors = await Promise.all(Array.from({ length: 20 }, () => makeStaff(house.db, "auditor")));
});
afterAll(async () => {
	await app.close();
	await house.close();
});

test.each(["/city/report.csv", "/city/report.xlsx", "/audit.csv"])(
	"three times as many exports of %s at once as there are connections do not wait for each other",
	async (path) => {
		expect(pool.options.max).toBe(20);
		const cookies = await Promise.all(auditors.map((auditor) => signedIn(house.db, auditor)));
		const asked = Array.from({ length: 60 }, async (_, at) => {
			const answer = await fetch(`${app.url}${path}`, { headers: { Cookie: cookies[at % 20] ?? "" } });
			await answer.arrayBuffer();
			return answer.status;
		});
		// Meanwhile a page is answered: it waits for no export.
		const page = await fetch(`${app.url}/readyz`);
		const statuses = await Promise.all(asked);
		expect(page.status).toBe(200);
		expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
		expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(6);
		expect(pool.waitingCount).toBe(0);
	},
	60_000,
);
