import { sql, type Transaction } from "kysely";
import type { AnyActor } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * Names an account. The ledger knows no subsidy noun: `kind` is what the money is (available, reserved, …), `book`
 * groups accounts that are reported together, `owner` is whoever it is held for.
 */
export type AccountName = { kind: string; book: string; owner: string };

/** Money that leaves (negative) or enters (positive) an account, in whole đồng. */
export type Posting = { account: AccountName; amountDong: bigint };

export type Transfer = {
	/** The same key is booked once, for ever: sending again is safe. */
	key: string;
	reason: string;
	why?: string;
	postings: Posting[];
	reverses?: string;
};

type Who = { actor: AnyActor; now: Date };

/**
 * Opens an account unless it is open, with the bounds that the database will keep: `floorDong` is the lowest balance
 * (null: none), `capDong` the highest.
 */
export async function openAccount(
	trx: Transaction<Tables>,
	name: AccountName,
	bounds: { floorDong: bigint | null; capDong: bigint | null },
): Promise<void> {
	await trx
		.insertInto("ledgerAccount")
		.values({ ...name, ...bounds })
		.onConflict((conflict) => conflict.constraint("ledger_account_once").doNothing())
		.execute();
}

/**
 * Changes the highest balance of an open account, for instance when a business grows into another size class.
 * The database refuses a cap below the balance.
 */
export async function setCap(trx: Transaction<Tables>, name: AccountName, capDong: bigint): Promise<void> {
	await trx
		.updateTable("ledgerAccount")
		.set({ capDong })
		.where("kind", "=", name.kind)
		.where("book", "=", name.book)
		.where("owner", "=", name.owner)
		.execute();
}

function actorColumns(actor: AnyActor): { actorId: string | null; actorName: string } {
	if ("system" in actor) return { actorId: null, actorName: actor.system };
	if ("visitor" in actor) return { actorId: null, actorName: "" };
	return { actorId: actor.personId, actorName: actor.name };
}

/**
 * Books a transfer: all its entries or none. Entries are written in the order of the accounts' numbers, so that two
 * transfers never wait for each other.
 *
 * @returns whether it was booked now; false when the key was booked before.
 * @throws the database's error `ledger_account_floor` or `ledger_account_cap` when a balance would pass its bound.
 */
export async function postTransfer(trx: Transaction<Tables>, who: Who, transfer: Transfer): Promise<boolean> {
	const total = transfer.postings.reduce((sum, posting) => sum + posting.amountDong, 0n);
	assert(total === 0n, `postings of ${transfer.key} sum to ${total}`);
	const written = await trx
		.insertInto("ledgerTransfer")
		.values({
			key: transfer.key,
			reason: transfer.reason,
			why: transfer.why ?? null,
			at: who.now,
			...actorColumns(who.actor),
			reverses: transfer.reverses ?? null,
		})
		.onConflict((conflict) => conflict.constraint("ledger_transfer_key").doNothing())
		.returning("id")
		.executeTakeFirst();
	if (!written) return false;
	const postings = transfer.postings
		.filter((posting) => posting.amountDong !== 0n)
		.map(({ account, amountDong }) => ({ ...account, amount: String(amountDong) }));
	const result = await sql`
		insert into ledger_entry (transfer_id, account_id, amount_dong)
		select ${written.id}::uuid, account.id, posting.amount
		from jsonb_to_recordset(${JSON.stringify(postings)}::jsonb)
			as posting (kind text, book text, owner text, amount bigint)
		join ledger_account account using (kind, book, owner)
		order by account.id`.execute(trx);
	assert(result.numAffectedRows === BigInt(postings.length), `an account of ${transfer.key} is not open`);
	return true;
}
