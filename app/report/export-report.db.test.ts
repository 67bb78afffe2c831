import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { now } from "#app/house/clock.server.ts";
import { csvOf } from "#app/house/sheets.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { type MadeBusiness, makeBusiness } from "#testing/make-business.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeSubsidy } from "#testing/make-subsidy.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { exportReport } from "./export-report.server.ts";
import { noFilter, type ReportFilter, reportFilterForm } from "./report.forms.ts";
import { reportColumns } from "./report-columns.ts";
import { reportPage } from "./report-page.server.ts";
import { type Subsidy, subsidyTotals } from "./subsidies.server.ts";

let house: TestHouse;
let programmeId: string;
let [one, other]: string[] = [];
let businesses: MadeBusiness[];

beforeAll(async () => {
	house = await testHouse();
	[one, other] = [await makeAssociation(house.db, "hoi-mot"), await makeAssociation(house.db, "hoi-hai")];
	programmeId = await makeProgramme({ envelopes: { "hoi-mot": 3_000_000_000n, "hoi-hai": 2_000_000_000n } });
	businesses = [
		await makeBusiness(house.db, { section: "C", wardCode: "27448", legalName: "=Công ty TNHH Mộc Lá Sen" }),
		await makeBusiness(house.db, { section: "G", wardCode: "26740" }),
		await makeBusiness(house.db, { section: "G", wardCode: "27448", womenOwned: true }),
	];
	const [a, b, c] = businesses as [MadeBusiness, MadeBusiness, MadeBusiness];
	const common = { programmeId, associationId: "hoi-mot" };
	await makeSubsidy(house.db, { ...common, business: a, state: "completed", approvedDong: 86_000_000n });
	await makeSubsidy(house.db, {
		...common,
		business: b,
		state: "agreed",
		approvedDong: 50_000_000n,
		paidDong: 20_000_000n,
	});
	await makeSubsidy(house.db, { ...common, business: c, state: "approved", sizeClass: "micro" });
	await makeSubsidy(house.db, { ...common, business: c, state: "lapsed" });
	await makeSubsidy(house.db, { ...common, business: a, state: "rejected" });
	await makeSubsidy(house.db, {
		...common,
		associationId: "hoi-hai",
		business: b,
		state: "approved",
		submittedAt: new Date("2026-10-31T16:59:00Z"),
	});
	await makeSubsidy(house.db, {
		...common,
		associationId: "hoi-hai",
		business: b,
		state: "in_review",
		submittedAt: new Date("2026-10-31T17:00:00Z"),
	});
	await house.db
		.insertInto("application")
		.values({
			id: crypto.randomUUID(),
			reference: "HS-2026-999999",
			businessId: a.id,
			programmeId,
			state: "draft",
			createdAt: now(),
			createdBy: "test",
			savedAt: now(),
		})
		.execute();
});
afterAll(() => house.close());

async function ledgerSum(kind: string, associationId?: string): Promise<bigint> {
	const { rows } = await sql<{ sum: bigint }>`
		select coalesce(sum(balance_dong), 0)::int8 as sum from ledger_account
		where kind = ${kind} and book in (select id::text from envelope
			where ${associationId ?? null}::text is null or association_id = ${associationId ?? null})`.execute(house.db);
	return rows[0]?.sum ?? -1n;
}

async function exported(filter: ReportFilter): Promise<Subsidy[]> {
	const officer = await makeStaff(house.db, "finance_officer");
	const batches = await exportReport(contextOf(house.db, officer), { filter, format: "csv" });
	return ((await batches.toArray()) as Subsidy[][]).flat();
}

test("the totals of the report are the ledger's, as a whole and for an association", async () => {
	for (const associationId of [undefined, one, other]) {
		const totals = await subsidyTotals(house.db, { ...noFilter, association: associationId ?? "" });
		for (const kind of ["reserved", "committed", "payable", "paid"] as const) {
			expect(totals[`${kind}Dong`], `${kind} of ${associationId}`).toBe(await ledgerSum(kind, associationId));
		}
	}
	const totals = await subsidyTotals(house.db, noFilter);
	expect(totals).toMatchObject({
		count: 7,
		reservedDong: 80_000_000n,
		committedDong: 30_000_000n,
		paidDong: 106_000_000n,
	});
	const unallotted = await balanceOf(house.db, { kind: "unallotted", book: programmeId, owner: "" });
	const held = totals.reservedDong + totals.committedDong + totals.payableDong + totals.paidDong;
	expect((await ledgerSum("available")) + unallotted + held).toBe(10_000_000_000n);
});

test("an export has the rows of the page, each sum of it, and leaves out drafts", async () => {
	const rows = await exported(noFilter);
	expect(rows).toHaveLength(7);
	expect(rows.map((row) => row.state)).not.toContain("draft");
	const totals = await subsidyTotals(house.db, noFilter);
	for (const amount of ["totalDong", "allowedDong", "approvedDong", "paidDong"] as const) {
		expect(rows.reduce((sum, row) => sum + (row[amount] ?? 0n), 0n)).toBe(totals[amount]);
	}
	const page = await reportPage(house.db, await makeStaff(house.db, "auditor"), noFilter, 99);
	expect(page).toMatchObject({ page: 1, pages: 1 });
	expect(page.rows.map((row) => row.reference)).toEqual(rows.map((row) => row.reference));
});

test.each([
	[{ association: "hoi-hai" }, 2],
	[{ programme: "not-there" }, 0],
	[{ ward: "27448" }, 4],
	[{ section: "G" }, 5],
	[{ size: "micro" }, 1],
	[{ state: "approved" }, 2],
	[{ state: "approved", association: "hoi-mot" }, 1],
	// A day counts whole, in Ho Chi Minh City: 31 October ends at 17:00 UTC.
	[{ to: "31/10/2026" }, 6],
	[{ from: "01/11/2026" }, 1],
	[{ from: "31/10/2026", to: "31/10/2026" }, 1],
])("the filter %j leaves %i rows", async (given, count) => {
	const filter = reportFilterForm.parse(given);
	expect((await subsidyTotals(house.db, filter)).count).toBe(count);
	expect(await exported(filter)).toHaveLength(count);
});

test("every export leaves an audit entry with the filter and the number of rows", async () => {
	const officer = await makeStaff(house.db, "programme_officer", "", "Võ Minh Triết");
	const filter = reportFilterForm.parse({ section: "G", from: "01/01/2026" });
	const batches = await exportReport(contextOf(house.db, officer), { filter, format: "xlsx" });
	// The reader goes away before the first row.
	batches.destroy();
	const entry = await house.db
		.selectFrom("auditEntry")
		.selectAll()
		.where("action", "=", "report.exported")
		.orderBy("id", "desc")
		.executeTakeFirstOrThrow();
	expect(entry).toMatchObject({ actorName: "Võ Minh Triết", subjectLabel: "report.xlsx" });
	expect(entry.facts).toEqual({ filter: { section: "G", from: "2026-01-01" }, rows: 5 });
});

test("a destroyed or finished export lets go of its connection", async () => {
	const officer = await makeStaff(house.db, "auditor");
	for (let turn = 0; turn < 40; turn++) {
		const batches = await exportReport(contextOf(house.db, officer), { filter: noFilter, format: "csv" });
		if (turn % 2 === 0) batches.destroy();
		else await batches.toArray();
	}
	const { rows } = await sql<{ open: bigint }>`select count(*) as open from pg_stat_activity
		where datname = current_database() and state like 'idle in transaction%'`.execute(house.db);
	expect(rows[0]?.open).toBe(0n);
});

test("the CSV has plain values and no formula", async () => {
	const rows = await exported(reportFilterForm.parse({ state: "completed" }));
	const csv = await text(csvOf(reportColumns("vi"), [rows]));
	const [head, line] = csv.split("\r\n");
	expect(head).toMatch(/^\uFEFF"Số hồ sơ","Doanh nghiệp","Mã số thuế",/);
	expect(line).toContain(`"'=Công ty TNHH Mộc Lá Sen","${businesses[0]?.taxCode}",`);
	expect(line).toContain(
		'"Nhỏ","Hoàn thành",100000000,50000000,86000000,0,0,0,0,0,86000000,"2026-09-01","2026-09-08","2026-09-08"',
	);
	const english = await text(csvOf(reportColumns("en"), [rows]));
	expect(english).toMatch(/^\uFEFF"Reference","Business","Tax code",/);
	expect(english).toContain('"Small","Completed",');
});

test("only city staff with a second factor export", async () => {
	const officer = await makeStaff(house.db, "programme_officer");
	const others = [
		await makePerson(house.db),
		await makeStaff(house.db, "reviewer", "hoi-mot"),
		{ ...officer, secondFactor: false },
	];
	for (const actor of others) {
		await expect(exportReport(contextOf(house.db, actor), { filter: noFilter, format: "csv" })).rejects.toMatchObject({
			code: "house_refusal_not_yours",
			status: 403,
		});
	}
});

test("a period that ends before it begins, an unknown word and a wrong date are refused by the field", () => {
	const backwards = reportFilterForm.safeParse({ from: "02/01/2026", to: "01/01/2026" });
	expect(backwards.error?.issues.map((issue) => issue.path)).toEqual([["to"]]);
	const wrong = reportFilterForm.safeParse({ state: "draft", size: "huge", from: "31/02/2026" });
	expect(wrong.error?.issues.map((issue) => issue.path[0]).sort()).toEqual(["from", "size", "state"]);
});
