import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { balanceOf, balancesOfBook } from "./balances.server.ts";
import { checkInvariant } from "./invariant.server.ts";
import { ledgerInvariants } from "./ledger-invariants.server.ts";
import { isBooked, lockAccounts, openAccounts, postTransfer, setCap, type Transfer } from "./post-transfer.server.ts";
import { findTransfer, mirrored } from "./transfers.server.ts";

const who = { actor: { system: "test" }, now: new Date("2026-09-08T03:00:00Z") };
const source = { kind: "source", book: "b", owner: "" };
const purse = { kind: "purse", book: "b", owner: "" };

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
	await inTransaction(house.db, (trx) =>
		openAccounts(trx, [
			{ ...source, floorDong: null, capDong: null },
			{ ...purse, floorDong: 0n, capDong: 100n },
		]),
	);
});
afterAll(() => house.close());

function move(key: string, amountDong: bigint, more: Partial<Transfer> = {}) {
	return inTransaction(house.db, (trx) =>
		postTransfer(trx, who, {
			key,
			reason: "test",
			postings: [
				{ account: source, amountDong: -amountDong },
				{ account: purse, amountDong },
			],
			...more,
		}),
	);
}

async function idOf(key: string): Promise<string> {
	return (await house.db.selectFrom("ledgerTransfer").select("id").where("key", "=", key).executeTakeFirstOrThrow()).id;
}

describe("booking", () => {
	test("books a key once and keeps the balance", async () => {
		expect(await move("k1", 60n)).toBe(true);
		expect(await move("k1", 60n)).toBe(false);
		expect(await balanceOf(house.db, purse)).toBe(60n);
		expect(await balancesOfBook(house.db, "b")).toEqual(
			new Map([
				["source", -60n],
				["purse", 60n],
			]),
		);
		expect(await isBooked(house.db, "k1")).toBe(true);
		expect(await isBooked(house.db, "k2")).toBe(false);
	});

	test("books a key once, however many send it at the same moment", async () => {
		const booked = await Promise.all(Array.from({ length: 20 }, () => move("at-once", 1n)));
		expect(booked.filter(Boolean)).toHaveLength(1);
		expect(await balanceOf(house.db, purse)).toBe(61n);
		await move("back", -1n);
	});

	test("numbers the entries of an account in the order of its balances, however many book at once", async () => {
		const keys = Array.from({ length: 60 }, (_, at) => `crowd-${at}`);
		await Promise.all(keys.map((key, at) => move(key, at % 2 === 0 ? -1n : 1n)));
		expect(await balanceOf(house.db, purse)).toBe(60n);
		for (const invariant of ledgerInvariants) {
			expect(await checkInvariant(house.db, invariant)).toMatchObject({ wrong: 0, findings: [] });
		}
	});

	test("writes on each entry what the balance was after it", async () => {
		const entries = await house.db
			.selectFrom("ledgerEntry")
			.innerJoin("ledgerTransfer", "ledgerTransfer.id", "ledgerEntry.transferId")
			.innerJoin("ledgerAccount", "ledgerAccount.id", "ledgerEntry.accountId")
			.select(["kind", "amountDong", "balanceAfterDong"])
			.where("key", "=", "k1")
			.orderBy("kind")
			.execute();
		expect(entries).toEqual([
			{ kind: "purse", amountDong: 60n, balanceAfterDong: 60n },
			{ kind: "source", amountDong: -60n, balanceAfterDong: -60n },
		]);
	});

	test("refuses to pass a floor or a cap, and books nothing of it", async () => {
		await expect(move("below", -61n)).rejects.toMatchObject({ constraint: "ledger_account_floor" });
		await expect(move("above", 41n)).rejects.toMatchObject({ constraint: "ledger_account_cap" });
		expect(await balanceOf(house.db, purse)).toBe(60n);
		expect(await isBooked(house.db, "above")).toBe(false);
	});

	test("refuses a cap below the balance", async () => {
		const lower = inTransaction(house.db, (trx) => setCap(trx, purse, 59n));
		await expect(lower).rejects.toMatchObject({ constraint: "ledger_account_cap" });
	});

	test("refuses an account that is not open", async () => {
		const nowhere = { ...purse, owner: "nobody" };
		const postings = [
			{ account: source, amountDong: -5n },
			{ account: nowhere, amountDong: 5n },
		];
		await expect(move("nowhere", 0n, { postings })).rejects.toThrow(/is not open/);
		expect(await isBooked(house.db, "nowhere")).toBe(false);
	});

	test("opening an account again changes neither its balance nor its bounds", async () => {
		await inTransaction(house.db, (trx) => openAccounts(trx, [{ ...purse, floorDong: null, capDong: null }]));
		await expect(move("above-still", 41n)).rejects.toMatchObject({ constraint: "ledger_account_cap" });
	});

	test("reverses a transfer once, and only by a correction that two persons made", async () => {
		await move("mistake", 7n);
		const reverses = await idOf("mistake");
		const undo = move("undo", -7n, { reverses });
		await expect(undo).rejects.toMatchObject({ constraint: "ledger_reversal_confirmed" });
		const twice = inTransaction(house.db, async (trx) => {
			const postings = mirrored((await findTransfer(trx, reverses))?.postings ?? []);
			for (const key of ["undo", "undo again"]) {
				await postTransfer(trx, who, { key, reason: "undo", postings, reverses });
				expect(await balanceOf(trx, purse)).toBe(60n);
			}
		});
		await expect(twice).rejects.toMatchObject({ constraint: "ledger_transfer_reversed_once" });
		await move("put right", -7n);
		expect(await balanceOf(house.db, purse)).toBe(60n);
	});

	test("locks the books in the order given", async () => {
		const other = { kind: "a", book: "a", owner: "" };
		await inTransaction(house.db, async (trx) => {
			await openAccounts(trx, [{ ...other, floorDong: null, capDong: null }]);
			const locked = await lockAccounts(trx, [purse, other, source]);
			expect(locked.map((account) => account.kind)).toEqual(["purse", "source", "a"]);
			expect(locked[0]).toEqual({ ...purse, balanceDong: 60n, capDong: 100n });
		});
	});
});

describe("the database keeps what was booked, whoever writes", () => {
	const insert = (entries: string) =>
		house.db.transaction().execute(async (trx) => {
			await sql`insert into ledger_transfer (key, reason, at, actor_name) values ('raw', 'raw', now(), 'raw')`.execute(
				trx,
			);
			await sql
				.raw(
					`insert into ledger_entry (transfer_id, account_id, amount_dong)
						select t.id, a.id, e.amount from ledger_transfer t, ledger_account a, (values ${entries}) e (kind, amount)
						where t.key = 'raw' and a.kind = e.kind`,
				)
				.execute(trx);
		});

	test.each([
		["entries that do not sum to zero", "('purse', 5)"],
		["entries that sum to something", "('purse', 5), ('source', -4)"],
	])("refuses %s", async (_what, entries) => {
		await expect(insert(entries)).rejects.toMatchObject({ constraint: "ledger_transfer_balanced" });
	});

	test("refuses a transfer without entries", async () => {
		const empty = sql`insert into ledger_transfer (key, reason, at, actor_name) values ('empty', 'x', now(), 'x')`;
		await expect(empty.execute(house.db)).rejects.toMatchObject({ constraint: "ledger_transfer_balanced" });
	});

	test("refuses entries added later, even balanced ones", async () => {
		const late = sql`insert into ledger_entry (transfer_id, account_id, amount_dong)
			select ${await idOf("k1")}::uuid, id, case kind when 'purse' then 5 else -5 end from ledger_account where book = 'b'`;
		await expect(late.execute(house.db)).rejects.toMatchObject({ constraint: "ledger_entry_same_transaction" });
	});

	test.each([
		["update ledger_entry set amount_dong = 1", "ledger_entry_append_only"],
		["delete from ledger_entry", "ledger_entry_append_only"],
		["truncate ledger_entry", "ledger_entry_append_only"],
		["update ledger_transfer set reason = 'other'", "ledger_transfer_append_only"],
		["delete from ledger_transfer", "ledger_transfer_append_only"],
		["truncate ledger_transfer cascade", "ledger_transfer_append_only"],
		["delete from ledger_account where kind = 'purse'", "ledger_account_append_only"],
		["update ledger_account set balance_dong = balance_dong + 1", "ledger_account_by_entry"],
		[
			"insert into ledger_account (kind, book, owner, balance_dong) values ('x', 'x', 'x', 1)",
			"ledger_account_by_entry",
		],
	])("refuses: %s", async (statement, constraint) => {
		await expect(sql.raw(statement).execute(house.owner)).rejects.toMatchObject({ constraint });
	});

	test("every balance is the sum of its entries", async () => {
		const { rows } = await sql<{ id: bigint }>`
			select account.id from ledger_account account left join ledger_entry entry on entry.account_id = account.id
			group by account.id having account.balance_dong <> coalesce(sum(entry.amount_dong), 0)`.execute(house.db);
		expect(rows).toEqual([]);
	});
});
