import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAuditChain } from "#app/audit/verify-chain.server.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { makeDemo } from "./make-demo.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
	await makeDemo(house.db, new Date("2026-11-23T03:00:00Z"));
}, 120_000);
afterAll(() => house.close());

async function statesOf(table: "application" | "claim" | "disbursement"): Promise<string[]> {
	const rows = await house.db.selectFrom(table).select("state").distinct().orderBy("state").execute();
	return rows.map((row) => row.state);
}

test("the demo shows applications, claims and payments in every state that there is", async () => {
	expect(await statesOf("application")).toEqual([
		"agreed",
		"approved",
		"cancelled",
		"changes_requested",
		"completed",
		"draft",
		"in_review",
		"lapsed",
		"recommended",
		"rejected",
		"submitted",
		"withdrawn",
	]);
	expect(await statesOf("claim")).toEqual(["draft", "refused", "returned", "submitted", "verified"]);
	expect(await statesOf("disbursement")).toEqual(["failed", "paid", "scheduled", "sent", "unknown"]);
});

test("its businesses are many and of all sizes, and its history goes back two years", async () => {
	const { rows } = await sql<{ businesses: number; sectors: number; months: number }>`
		select (select count(*)::int from business) as businesses,
			(select count(distinct section)::int from business) as sectors,
			(select count(distinct date_trunc('month', at))::int from application_event) as months`.execute(house.db);
	expect(rows[0]?.businesses).toBeGreaterThanOrEqual(60);
	expect(rows[0]?.sectors).toBeGreaterThanOrEqual(8);
	expect(rows[0]?.months).toBeGreaterThanOrEqual(15);
});

test("its audit log is whole and its money adds up", async () => {
	expect(await verifyAuditChain(house.db)).toMatchObject({ breaks: [] });
	const { rows } = await sql<{ total: string }>`select sum(balance_dong) as total from ledger_account`.execute(
		house.db,
	);
	expect(rows[0]?.total).toBe("0");
});
