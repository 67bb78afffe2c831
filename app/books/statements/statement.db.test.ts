import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvOf } from "#app/house/sheets.server.ts";
import { endOfDay, plainDateAt } from "#app/kernel/plain-date.ts";
import { openAccounts, postTransfer } from "#app/ledger/post-transfer.server.ts";
import { type MadeBooks, makeBooks } from "#testing/make-books.ts";
import { makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { exportStatement } from "./export-statement.server.ts";
import { columnsOf, type Holder, holderKinds } from "./holder.ts";
import { unsafeCeilings, unsafeHolderFacts } from "./holder-facts.server.ts";
import { unsafeStandingPage } from "./standing.server.ts";
import { type StatementFilter, statementFilterForm } from "./statement.forms.ts";
import { type StatementLine, unsafeStatementBalances, unsafeStatementPage } from "./statement.server.ts";
import { statementSheet } from "./statement-columns.ts";

let house: TestHouse;
let books: MadeBooks;
let holders: Holder[];
beforeAll(async () => {
	house = await testHouse();
	books = await makeBooks(house.db);
	const { id } = await house.db.selectFrom("envelope").select("id").executeTakeFirstOrThrow();
	const business = await house.db
		.selectFrom("business")
		.select("id")
		.where("taxCode", "=", books.completedTaxCode)
		.executeTakeFirstOrThrow();
	holders = [
		{ kind: "programme", id: books.programmeId },
		{ kind: "envelope", id },
		{ kind: "business", id: business.id },
		{ kind: "application", id: books.completed },
	];
});
afterAll(() => house.close());

const everything = statementFilterForm.parse({});

/** All pages of a statement, the newest entry first. */
async function pagesOf(holder: Holder, filter: StatementFilter): Promise<StatementLine[]> {
	const { lines, next } = await unsafeStatementPage(house.db, holder, filter);
	return next === null ? lines : [...lines, ...(await pagesOf(holder, { ...filter, before: next }))];
}

/** An envelope of its own with an application, in whose books anything may be moved at any moment. */
async function makeScratchEnvelope() {
	const { programmeId, associationId } = await house.db
		.selectFrom("envelope")
		.select(["programmeId", "associationId"])
		.executeTakeFirstOrThrow();
	const application = await makeSubmittedApplication(house.db, { programmeId, associationId });
	const holder: Holder = { kind: "application", id: application.reference };
	const book = (await house.db.selectFrom("envelope").select("id").executeTakeFirstOrThrow()).id;
	const accounts = columnsOf.application.map((kind) => ({ kind, book, owner: application.id }));
	const none = { floorDong: null, capDong: null };
	await house.db.transaction().execute((trx) =>
		openAccounts(
			trx,
			accounts.map((account) => ({ ...account, ...none })),
		),
	);
	return { holder, accounts };
}

const at = fc.integer({ min: 0, max: 9 }).map((day) => new Date(Date.UTC(2026, 8, 1 + day, 3)));
const moves = fc.array(
	fc.record({ at, from: fc.nat(4), to: fc.nat(4), amount: fc.bigInt({ min: 1n, max: 90_000_000n }) }),
	{ minLength: 60, maxLength: 90 },
);
const day = fc.option(at.map(plainDateAt), { nil: null });

test("every balance on every page is the sum of the entries until then, whatever the period and the column", async () => {
	const random = { moves, from: day, to: day, column: fc.constantFrom("" as const, ...columnsOf.application) };
	await fc.assert(
		fc.asyncProperty(fc.record(random), async ({ moves, from, to, column }) => {
			const { holder, accounts } = await makeScratchEnvelope();
			const actor = { system: "test" };
			await house.db.transaction().execute(async (trx) => {
				for (const move of moves) {
					const account = accounts[move.from];
					const other = accounts[move.to === move.from ? (move.to + 1) % 5 : move.to];
					if (!account || !other) continue;
					const postings = [
						{ account, amountDong: -move.amount },
						{ account: other, amountDong: move.amount },
					];
					await postTransfer(trx, { actor, now: move.at }, { key: `test:${randomUUID()}`, reason: "test", postings });
				}
			});
			const { rows } = await sql<{ id: bigint; at: Date; kind: string; amountDong: bigint }>`
				select entry.id, transfer.at, account.kind, entry.amount_dong from ledger_entry entry
				join ledger_transfer transfer on transfer.id = entry.transfer_id
				join ledger_account account on account.id = entry.account_id
				where account.owner = ${accounts[0]?.owner}`.execute(house.db);
			rows.sort((one, two) => one.at.getTime() - two.at.getTime() || Number(one.id - two.id));
			const held = new Map<string, bigint>();
			const expected = rows.map(({ id, at, kind, amountDong }) => {
				held.set(kind, (held.get(kind) ?? 0n) + amountDong);
				return { id, at, column: kind, amountDong, balanceDong: held.get(kind) };
			});
			const inside = expected.filter(
				(line) =>
					(from === null || plainDateAt(line.at) >= from) &&
					(to === null || plainDateAt(line.at) <= to) &&
					(column === "" || line.column === column),
			);
			const lines = await pagesOf(holder, { ...everything, from, to, column });
			expect(
				lines.map(({ id, at, column, amountDong, balanceDong }) => ({ id, at, column, amountDong, balanceDong })),
			).toEqual(inside.reverse());

			const until = (kind: string, end: (at: Date) => boolean) =>
				rows.reduce((sum, row) => (row.kind === kind && end(row.at) ? sum + row.amountDong : sum), 0n);
			for (const balance of await unsafeStatementBalances(house.db, holder, { from, to })) {
				const before = until(balance.column, (at) => from !== null && plainDateAt(at) < from);
				const after = until(balance.column, (at) => to === null || plainDateAt(at) <= to);
				expect({ before: balance.beforeDong, after: balance.afterDong }).toEqual({ before, after });
				if (from === null || to === null || from <= to) {
					expect(balance.beforeDong + balance.inDong - balance.outDong).toBe(balance.afterDong);
				}
			}
		}),
		{ numRuns: 12, endOnFailure: true },
	);
});

test.each(holderKinds)("the statement by %s ends with what its accounts hold", async (kind) => {
	const holder = holders.find((each) => each.kind === kind) as Holder;
	expect(await unsafeHolderFacts(house.db, holder)).toMatchObject({ holder });
	const lines = await pagesOf(holder, everything);
	expect(lines.length).toBeGreaterThan(0);
	for (const { column, afterDong } of await unsafeStatementBalances(house.db, holder, everything)) {
		const newest = lines.find((line) => line.column === column);
		expect(newest?.balanceDong ?? 0n).toBe(afterDong);
	}
	expect(await unsafeHolderFacts(house.db, { kind, id: books.nobody })).toBeNull();
});

test("an entry leads to what caused it", async () => {
	const [, envelope] = holders as [Holder, Holder];
	const lines = await pagesOf(envelope, everything);
	expect(lines.find(({ why }) => why === books.paid)).toMatchObject({ step: "pay", application: books.completed });
	expect(lines.find(({ why }) => why === books.paidClaim)).toMatchObject({
		step: "payable",
		application: books.completed,
	});
	expect(lines.find(({ step }) => step === "allot")).toMatchObject({
		why: expect.stringMatching(/^NS-2026-/),
		application: null,
	});
});

test("at the end of a day a programme and its envelopes hold the budget, and before the first day nothing", async () => {
	const page = await unsafeStandingPage(house.db, { day: "2027-01-31", business: "" });
	const { programme, envelopes } = page.programmes.find((each) => each.programme.id === books.programmeId) ?? {};
	const sum = [programme, ...(envelopes ?? [])].reduce((total, each) => {
		const { freeDong = 0n, reservedDong = 0n, committedDong = 0n, payableDong = 0n } = each ?? {};
		return (
			total +
			freeDong +
			reservedDong +
			committedDong +
			payableDong +
			(each?.advancedDong ?? 0n) +
			(each?.retainedDong ?? 0n) +
			(each?.paidDong ?? 0n) +
			(each?.recoveredDong ?? 0n)
		);
	}, 0n);
	expect(sum).toBe(10_000_000_000n);
	expect(page.businesses.length).toBeGreaterThan(3);

	const found = await unsafeStandingPage(house.db, { day: "2027-01-31", business: books.completedTaxCode });
	expect(found.businesses.map(({ taxCode }) => taxCode)).toEqual([books.completedTaxCode]);
	expect(found.businesses[0]?.paidDong).toBe(
		(await unsafeStatementBalances(house.db, holders[3] as Holder, everything)).find(({ column }) => column === "paid")
			?.afterDong,
	);

	const early = await unsafeStandingPage(house.db, { day: "2026-01-04", business: "" });
	expect(early.businesses).toEqual([]);
	expect(early.programmes[0]?.programme.freeDong).toBe(0n);
});

test("a business's ceilings are those of its tax code", async () => {
	const business = holders[2] as Holder;
	const ceilings = await unsafeCeilings(house.db, business.id, null);
	const { rows } = await sql<{ used: bigint }>`select balance_dong as used from ledger_account
		where kind = 'ceiling-used' and owner like ${`${books.completedTaxCode}:%`}`.execute(house.db);
	expect(ceilings.map(({ usedDong }) => usedDong)).toEqual(rows.map(({ used }) => used));
	expect(ceilings[0]?.vi).toMatch(/chuyển đổi số/);
});

test("a download has every entry, does nothing that a spreadsheet would run, and is in the log", async () => {
	const finance = await makeStaff(house.db, "finance_officer", "", "=cmd|calc");
	const { holder, accounts } = await makeScratchEnvelope();
	const [account, other] = accounts;
	if (!account || !other) throw new Error("there are five");
	await house.db.transaction().execute((trx) =>
		postTransfer(
			trx,
			{ actor: finance, now: endOfDay("2026-09-01") },
			{
				key: `test:${randomUUID()}`,
				reason: "test",
				why: "@SUM(A1)",
				postings: [
					{ account, amountDong: -7n },
					{ account: other, amountDong: 7n },
				],
			},
		),
	);
	const batches = await exportStatement(contextOf(house.db, finance), { holder, filter: everything });
	const csv = await text(csvOf(statementSheet("en"), batches));
	expect(
		csv
			.split("\r\n")
			.slice(1)
			.map((line) => line.replace(/^\d+,/, ""))
			.sort(),
	).toEqual([
		"",
		`"2026-09-01","23:59","test","'@SUM(A1)",,"'=cmd|calc","Reserved",,7,-7`,
		`"2026-09-01","23:59","test","'@SUM(A1)",,"'=cmd|calc","Signed, not claimed",7,,7`,
	]);
	const logged = await house.db
		.selectFrom("auditEntry")
		.select("subjectLabel")
		.where("action", "=", "books.statement-exported")
		.execute();
	expect(logged).toEqual([{ subjectLabel: holder.id }]);
	const stranger = contextOf(house.db, await makePerson(house.db));
	await expect(exportStatement(stranger, { holder, filter: everything })).rejects.toMatchObject({ status: 403 });
});
