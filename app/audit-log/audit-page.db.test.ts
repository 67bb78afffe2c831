import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import { csvOf } from "#app/house/sheets.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { auditFilterForm } from "./audit.forms.ts";
import { type ExportedEntry, unsafeAuditPage } from "./audit-page.server.ts";
import { auditColumns } from "./audit-sheet.ts";
import { checkLog } from "./check-log.server.ts";
import { exportAudit } from "./export-audit.server.ts";

let house: TestHouse;
let owner: Actor;
let auditor: Actor;

const days = ["2026-09-01T16:59:59Z", "2026-09-01T17:00:00Z", "2026-09-03T03:00:00Z"];

beforeAll(async () => {
	house = await testHouse();
	owner = await makePerson(house.db, "Lê Thị Sen 100%");
	auditor = await makeStaff(house.db, "auditor", "", "Đỗ Thu");
	for (const [at, now] of days.entries()) {
		await inTransaction(house.db, (trx) =>
			appendAudit(
				trx,
				{ actor: at === 2 ? { system: "agreement.lapse" } : owner, now: new Date(now) },
				{
					action: at === 2 ? "agreement.lapsed" : "application.submitted",
					subject: { kind: "application", id: String(at), label: `HS-2026-00000${at}` },
					facts: { totalDong: 5n, application: `HS-2025-99999${at}` },
				},
			),
		);
	}
});
afterAll(() => house.close());

test.each([
	[{}, [2, 1, 0]],
	[{ action: "application.submitted" }, [1, 0]],
	[{ subject: "000002" }, [2]],
	[{ subject: "HS-2025-999991" }, [1]],
	[{ subject: "hs-2026" }, [2, 1, 0]],
	[{ person: "sen" }, [1, 0]],
	[{ person: "100%" }, [1, 0]],
	[{ person: "1_0" }, []],
	// 17:00 UTC is midnight in Ho Chi Minh City.
	[{ to: "01/09/2026" }, [0]],
	[{ from: "02/09/2026" }, [2, 1]],
	[{ from: "02/09/2026", to: "02/09/2026", action: "application.submitted" }, [1]],
])("the filter %j shows the entries %j, newest first", async (given, shown) => {
	const filter = auditFilterForm.parse(given);
	const log = await unsafeAuditPage(house.db, { ...filter, subject: filter.subject || "HS-2026" }, 1);
	expect(log.entries.map(({ subjectLabel }) => Number(subjectLabel.at(-1)))).toEqual(shown);
	expect(log.count).toBe(shown.length);
});

test("a page beyond the last is the last", async () => {
	expect(await unsafeAuditPage(house.db, auditFilterForm.parse({}), 99)).toMatchObject({ page: 1, pages: 1, first: 1 });
});

test("a check of the log tells what it found and stays in the log", async () => {
	const filter = auditFilterForm.parse({});
	const { count, lastCheck } = await unsafeAuditPage(house.db, filter, 1);
	expect(lastCheck).toBeNull();
	expect(await checkLog(contextOf(house.db, auditor))).toMatchObject({ entries: String(count), breaks: [] });

	await sql`alter table audit_entry disable trigger user`.execute(house.owner);
	await sql`update audit_entry set actor_name = 'somebody else' where id = 2`.execute(house.owner);
	await sql`alter table audit_entry enable trigger user`.execute(house.owner);
	await checkLog(contextOf(house.db, auditor));
	expect((await unsafeAuditPage(house.db, filter, 1)).lastCheck).toMatchObject({
		by: "Đỗ Thu",
		check: { entries: String(count + 1), breaks: [{ id: "2", problem: "changed" }] },
	});
});

test("only those who may read the log check it, and only with a second factor", async () => {
	const others = [
		owner,
		await makeStaff(house.db, "programme_officer"),
		await makeStaff(house.db, "reviewer", "hoi"),
		{ ...auditor, secondFactor: false },
	];
	for (const actor of others) {
		await expect(checkLog(contextOf(house.db, actor))).rejects.toMatchObject({ status: 403 });
	}
});

describe("the log as a file", () => {
	const exported = async (given: Record<string, string>, actor = auditor) =>
		(
			await (
				await exportAudit(contextOf(house.db, actor), { filter: auditFilterForm.parse(given), format: "csv" })
			).toArray()
		).flat() as ExportedEntry[];

	test("has the lines of the page, in words and with their places and hashes, and leaves one itself", async () => {
		const rows = await exported({ subject: "HS-2026", to: "02/09/2026" });
		expect(rows.map(({ subjectLabel }) => subjectLabel)).toEqual(["HS-2026-000001", "HS-2026-000000"]);
		expect(rows.every(({ position, hash }) => position !== null && hash?.byteLength === 32)).toBe(true);
		const csv = await text(csvOf(auditColumns("vi", {}), [rows], ";"));
		const [head, line] = csv.split("\r\n");
		expect(head).toMatch(/^\uFEFF"Số";"Lúc";"Ai";/);
		expect(line).toContain('"0:00, 02/09/2026";');
		expect(line).toContain(rows[0]?.hash?.toString("hex"));
		expect(line).not.toMatch(/totalDong|application\.submitted/);
		const entry = await house.db
			.selectFrom("auditEntry")
			.select(["actorName", "facts"])
			.where("action", "=", "audit.exported")
			.orderBy("id", "desc")
			.executeTakeFirstOrThrow();
		expect(entry).toEqual({
			actorName: "Đỗ Thu",
			facts: { filter: { subject: "HS-2026", to: "2026-09-02" }, rows: 2 },
		});
	});

	test("is for those who read the log, with a second factor", async () => {
		for (const actor of [owner, await makeStaff(house.db, "finance_officer"), { ...auditor, secondFactor: false }]) {
			await expect(exported({}, actor)).rejects.toMatchObject({ code: "house_refusal_not_yours", status: 403 });
		}
	});
});
