import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { factInWords } from "#app/audit/fact-words.ts";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { namesOf } from "#app/audit-log/audit-page.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { silentFiles } from "#app/claim/ending/silent-files.server.ts";
import { openFactor } from "#app/identity/sealed-factors.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { demoDesk } from "./associations.ts";
import { makeDemo } from "./make-demo.server.ts";

const now = new Date("2026-11-23T03:00:00Z");
const DAY_MS = 86_400_000;

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
	await makeDemo(house.db, now);
}, 300_000);
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
	const paid = house.db
		.selectFrom("disbursement")
		.select("rail")
		.distinct()
		.where("state", "=", "paid")
		.orderBy("rail");
	expect(await paid.execute()).toEqual([{ rail: "bank-file" }, { rail: "stripe" }]);
	const corrections = house.db.selectFrom("correction").select("state").orderBy("state");
	expect((await corrections.execute()).map(({ state }) => state)).toEqual(["confirmed", "proposed"]);
	const files = await house.db.selectFrom("bankAnswer").select("recordedAt").execute();
	expect(files, "a file of the bank with a line to look into").toHaveLength(1);
});

test("whoever has a second factor has backup codes left, so that no account page begins with a warning", async () => {
	const factors = await house.db.selectFrom("secondFactor").select("backupCodes").execute();
	expect(factors.length).toBeGreaterThan(5);
	for (const { backupCodes } of factors) expect(JSON.parse(await openFactor(backupCodes))).toHaveLength(10);
});

test("some claims have the XML of their invoice, and one at the demo's desk has a near match to be judged", async () => {
	const files = await house.db.selectFrom("invoiceFile").select("documentId").execute();
	expect(files.length).toBeGreaterThan(5);
	const open = await house.db
		.selectFrom("invoiceNearMatch")
		.innerJoin("claim", "claim.id", "invoiceNearMatch.claimId")
		.innerJoin("application", "application.id", "claim.applicationId")
		.select(["claim.state", "associationId", "judgedAt"])
		.where("claim.state", "=", "submitted")
		.execute();
	expect(open).toEqual([{ state: "submitted", associationId: "hawa", judgedAt: null }]);
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

test("one notice waits for the second officer, one is paid back in parts, one is settled", async () => {
	const rows = await house.db
		.selectFrom("recovery")
		.leftJoin("recoveryPlan", "recoveryPlan.recoveryId", "recovery.id")
		.select(["state", "recoveryPlan.number as plan"])
		.orderBy("state")
		.execute();
	expect(rows).toEqual([
		{ state: "drafted", plan: null },
		{ state: "due", plan: 1 },
		{ state: "settled", plan: null },
	]);
});

test("payments of one application are stopped, not at the desk that is shown, and wait for the other programme officer", async () => {
	const stops = await house.db
		.selectFrom("paymentStop")
		.innerJoin("application", "application.id", "paymentStop.applicationId")
		.innerJoin("person", "person.id", "stoppedBy")
		.select(["associationId", "application.state", "person.email"])
		.where("paymentStop.decidedAt", "is", null)
		.where("paymentStop.certificateId", "is not", null)
		.execute();
	expect(stops).toMatchObject([{ state: "agreed", email: "chuongtrinh@donbay.example" }]);
	expect(stops[0]?.associationId).not.toBe("hawa");
});

test("of the owner's money ahead, one is asked for, and one was earned by a claim of which some is kept back", async () => {
	const rows = await house.db
		.selectFrom("claim")
		.innerJoin("application", "application.id", "claim.applicationId")
		.select(["kind", "claim.state", "subsidyDong", "payableDong"])
		.where("programmeId", "=", "advance-2026")
		.orderBy("kind")
		.orderBy("claim.state", "desc")
		.execute();
	expect(rows).toEqual([
		{ kind: "advance", state: "verified", subsidyDong: 6_000_000n, payableDong: 6_000_000n },
		{ kind: "advance", state: "draft", subsidyDong: null, payableDong: null },
		{ kind: "costs", state: "verified", subsidyDong: 12_000_000n, payableDong: 4_800_000n },
	]);
});

test("one business of the desk that is shown has claimed in part and been silent since", async () => {
	const roles = [{ role: "association_manager" as const, scopeId: demoDesk }];
	const manager = { personId: "anybody", name: "", email: "", roles, secondFactor: true };
	expect(await silentFiles(house.db, manager, now)).toMatchObject([{ leftDong: 19_200_000n }]);
});

test("a second person was asked for by amount, and by sample, and confirmed what was drawn", async () => {
	const rows = await house.db
		.selectFrom("decision")
		.innerJoin("application", "application.id", "decision.applicationId")
		.leftJoin("decision as answer", "answer.confirms", "decision.id")
		.select([sql<string>`decision.second_person ->> 'because'`.as("because"), "answer.kind"])
		.where("decision.kind", "=", "recommend")
		.execute();
	expect([...new Set(rows.map(({ because }) => because))].sort()).toEqual(expect.arrayContaining(["amount", "sample"]));
	const drawn = rows.filter(({ because }) => because === "sample");
	expect(drawn.map(({ kind }) => kind)).toEqual(drawn.map(() => expect.stringMatching(/^approve/)));
});

test("no line of its audit log shows a code", async () => {
	const { rows } = await sql<{ name: string; value: unknown }>`
		select distinct fact.key as name, fact.value from audit_entry, jsonb_each(facts) fact
		where fact.key not in ('sha256', 'code', 'fileName', 'reason', 'reasons')`.execute(house.db);
	expect(rows.length).toBeGreaterThan(50);
	const names = await namesOf(house.db, rows);
	const shown = rows.flatMap(({ name, value }) => {
		const fact = factInWords(name, value, "vi", names);
		return fact ? [`${fact.term}: ${fact.value}`] : [];
	});
	// A code is small Latin letters joined by a sign, an id in a list of names, or what a program writes for itself.
	expect(shown.filter((line) => /(^|: )[a-z]+([-_.][a-z0-9]+)+$|[{}]|: [A-Z]$|: \d{5}$|^[a-z]/.test(line))).toEqual([]);
});

test("agreements wait for their providers, and one has declined", async () => {
	const parties = await house.db
		.selectFrom("agreementParty")
		.innerJoin("application", "application.id", "agreementParty.applicationId")
		.select("answer")
		.where("application.state", "=", "approved")
		.execute();
	expect(parties.filter(({ answer }) => answer === null).length).toBeGreaterThanOrEqual(2);
	expect(parties.filter(({ answer }) => answer === "declined").length).toBeGreaterThanOrEqual(1);
});

test("its audit log is whole and its money adds up", async () => {
	await placeAll(house.db, now);
	expect(await verifyAuditLog(house.db)).toMatchObject({ breaks: [] });
	expect((await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
});

test("what is open goes on by itself: an approval that nobody accepts is reminded of, and lapses", async () => {
	const approved = await house.db.selectFrom("application").select("id").where("state", "=", "approved").execute();
	const { rows } = await sql<{ name: string; key: string; runAt: Date }>`
		select task_identifier as name, key, run_at as "runAt" from graphile_worker.jobs`.execute(house.db);
	const keys = rows.map(({ key }) => key);
	for (const { id } of approved) {
		expect(keys).toContain(`agreement.lapse:${id}`);
		expect(keys).toContainEqual(expect.stringContaining(`agreement.remind:${id}:`));
	}
	expect(rows.filter(({ runAt }) => runAt <= now)).toEqual([]);
	expect([...new Set(rows.map(({ name }) => name))].sort()).toEqual([
		"agreement.ask-provider",
		"agreement.lapse",
		"agreement.remind",
	]);
});

test("the bank is asked for an answer since a few days, and nothing waits for weeks on the finance desk", async () => {
	const batches = await house.db
		.selectFrom("disbursement")
		.innerJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.select(["disbursement.state", "paymentBatch.createdAt"])
		.where("disbursement.state", "in", ["scheduled", "sent", "unknown", "failed"])
		.execute();
	expect(new Set(batches.map(({ state }) => state)).size).toBe(4);
	for (const { createdAt } of batches) {
		const days = (now.getTime() - createdAt.getTime()) / DAY_MS;
		expect(days).toBeGreaterThan(2);
		expect(days).toBeLessThan(10);
	}
});
