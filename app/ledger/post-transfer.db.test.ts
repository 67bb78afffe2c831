import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#db/transaction.server.ts";
import { type TestHouse, testHouse } from "#e2e/support/test-house.ts";
import { balanceOf } from "./balances.server.ts";
import { openAccount, postTransfer } from "./post-transfer.server.ts";

const who = { actor: { system: "test" }, now: new Date("2026-09-08T03:00:00Z") };
const source = { kind: "source", book: "b", owner: "" };
const purse = { kind: "purse", book: "b", owner: "" };

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
	await inTransaction(house.db, async (trx) => {
		await openAccount(trx, source, { floorDong: null, capDong: null });
		await openAccount(trx, purse, { floorDong: 0n, capDong: 100n });
	});
});
afterAll(() => house.close());

function move(key: string, amountDong: bigint) {
	return inTransaction(house.db, (trx) =>
		postTransfer(trx, who, {
			key,
			reason: "test",
			postings: [
				{ account: source, amountDong: -amountDong },
				{ account: purse, amountDong },
			],
		}),
	);
}

describe("the ledger", () => {
	test("books a key once and keeps the balance", async () => {
		expect(await move("k1", 60n)).toBe(true);
		expect(await move("k1", 60n)).toBe(false);
		expect(await balanceOf(house.db, purse)).toBe(60n);
		expect(await balanceOf(house.db, source)).toBe(-60n);
	});

	test("refuses to pass a floor or a cap, and books nothing of it", async () => {
		await expect(move("below", -61n)).rejects.toMatchObject({ constraint: "ledger_account_floor" });
		await expect(move("above", 41n)).rejects.toMatchObject({ constraint: "ledger_account_cap" });
		expect(await balanceOf(house.db, purse)).toBe(60n);
	});

	test("refuses entries that do not sum to zero, changes, removals and direct balances", async () => {
		const lopsided = house.db.transaction().execute(async (trx) => {
			await sql`with t as (insert into ledger_transfer (key, reason, at, actor_name) values ('x', 'x', now(), 'x') returning id)
				insert into ledger_entry (transfer_id, account_id, amount_dong) select t.id, a.id, 5 from t, ledger_account a where a.kind = 'purse'`.execute(
				trx,
			);
		});
		await expect(lopsided).rejects.toThrow();
		await expect(sql`update ledger_entry set amount_dong = 1`.execute(house.db)).rejects.toThrow(/never changed/);
		await expect(sql`delete from ledger_transfer`.execute(house.db)).rejects.toThrow(/never changed/);
		await expect(sql`update ledger_account set balance_dong = 1`.execute(house.db)).rejects.toThrow(/only by an entry/);
		await expect(sql`truncate ledger_entry`.execute(house.db)).rejects.toThrow(/never changed/);
	});
});
