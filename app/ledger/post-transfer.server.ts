import { type Kysely, sql, type Transaction } from "kysely";
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

/** An account with the bounds that the database keeps: the lowest balance and the highest, null where there is none. */
export type NewAccount = AccountName & { floorDong: bigint | null; capDong: bigint | null };

function inOneOrder(one: AccountName, other: AccountName): number {
	const key = ({ kind, book, owner }: AccountName) => `${kind}\n${book}\n${owner}`;
	return key(one) < key(other) ? -1 : 1;
}

/** Opens the accounts that are not open yet; the bounds of open ones stay as they are. */
export async function openAccounts(trx: Transaction<Tables>, accounts: readonly NewAccount[]): Promise<void> {
	await trx
		.insertInto("ledgerAccount")
		// Two transactions that open the same new accounts wait for each other; in one order they cannot lock up.
		.values([...accounts].sort(inOneOrder))
		.onConflict((conflict) => conflict.constraint("ledger_account_once").doNothing())
		.execute();
}

/**
 * Changes the highest balance of an open account, for instance when a business grows into another size class.
 *
 * @throws the database's error `ledger_account_cap` for a cap below the balance.
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

export type LockedAccount = AccountName & { balanceDong: bigint; capDong: bigint | null };

/**
 * Holds accounts until the transaction ends, so that what is read here still holds when it is booked. They are locked
 * book by book in the order given, within a book by number: callers name the envelope before the ceilings.
 */
export async function lockAccounts(trx: Transaction<Tables>, names: readonly AccountName[]): Promise<LockedAccount[]> {
	const { rows } = await sql<LockedAccount>`
		select account.kind, account.book, account.owner, account.balance_dong, account.cap_dong
		from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as name (kind text, book text, owner text)
		join ledger_account account using (kind, book, owner)
		order by array_position(${[...new Set(names.map((name) => name.book))]}::text[], account.book), account.id
		for update of account`.execute(trx);
	return rows;
}

/** Whether a transfer with that key was booked. */
export async function isBooked(db: Kysely<Tables>, key: string): Promise<boolean> {
	const row = await db.selectFrom("ledgerTransfer").select("id").where("key", "=", key).executeTakeFirst();
	return row !== undefined;
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
	// An account is held before its entry takes a number: its entries are numbered in the order of its balances.
	const result = await sql`
		with held as materialized (
			select account.id, posting.amount
			from jsonb_to_recordset(${JSON.stringify(postings)}::jsonb)
				as posting (kind text, book text, owner text, amount bigint)
			join ledger_account account using (kind, book, owner)
			order by account.id for update of account
		)
		insert into ledger_entry (transfer_id, account_id, amount_dong)
		select ${written.id}::uuid, id, amount from held`.execute(trx);
	assert(result.numAffectedRows === BigInt(postings.length), `an account of ${transfer.key} is not open`);
	return true;
}
