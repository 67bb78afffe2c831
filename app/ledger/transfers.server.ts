import { type Kysely, sql, type Transaction } from "kysely";
import type { AnyActor } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Tables } from "#db/connection.server.ts";
import { type Posting, postTransfer } from "./post-transfer.server.ts";

/** A transfer as it was booked. */
export type BookedTransfer = {
	id: string;
	key: string;
	reason: string;
	why: string | null;
	at: Date;
	actorId: string | null;
	actorName: string;
	/** The transfer that it cancels. */
	reverses: string | null;
	/** The transfer that cancels it. */
	reversedBy: string | null;
	/** In the order in which they were booked. */
	postings: Posting[];
};

/** A transfer with its postings; null where there is none. */
export async function findTransfer(db: Kysely<Tables>, id: string): Promise<BookedTransfer | null> {
	const transfer = await db
		.selectFrom("ledgerTransfer")
		.leftJoin("ledgerTransfer as reversal", "reversal.reverses", "ledgerTransfer.id")
		.select(["ledgerTransfer.id", "ledgerTransfer.key", "ledgerTransfer.reason", "ledgerTransfer.why"])
		.select(["ledgerTransfer.at", "ledgerTransfer.actorId", "ledgerTransfer.actorName", "ledgerTransfer.reverses"])
		.select("reversal.id as reversedBy")
		.where("ledgerTransfer.id", "=", id)
		.executeTakeFirst();
	if (!transfer) return null;
	const entries = await db
		.selectFrom("ledgerEntry")
		.innerJoin("ledgerAccount", "ledgerAccount.id", "ledgerEntry.accountId")
		.select(["kind", "book", "owner", "amountDong"])
		.where("transferId", "=", id)
		.orderBy("ledgerEntry.id")
		.execute();
	return { ...transfer, postings: entries.map(({ amountDong, ...account }) => ({ account, amountDong })) };
}

/** The transfer of a reason and cause that stands: booked, and not reversed. Its id, or null. */
export async function standingTransfer(
	db: Kysely<Tables>,
	{ reason, why }: { reason: string; why: string },
): Promise<string | null> {
	const row = await db
		.selectFrom("ledgerTransfer")
		.leftJoin("ledgerTransfer as reversal", "reversal.reverses", "ledgerTransfer.id")
		.select("ledgerTransfer.id")
		.where("ledgerTransfer.reason", "=", sql.lit(reason))
		.where("ledgerTransfer.why", "=", why)
		.where("reversal.id", "is", null)
		.executeTakeFirst();
	return row?.id ?? null;
}

/** How many transfers of a reason and cause were reversed. */
export async function countReversals(
	db: Kysely<Tables>,
	{ reason, why }: { reason: string; why: string },
): Promise<number> {
	const { count } = await db
		.selectFrom("ledgerTransfer")
		.innerJoin("ledgerTransfer as reversal", "reversal.reverses", "ledgerTransfer.id")
		.select((eb) => eb.fn.countAll<bigint>().as("count"))
		.where("ledgerTransfer.reason", "=", sql.lit(reason))
		.where("ledgerTransfer.why", "=", why)
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** What cancels these postings on every account. */
export function mirrored(postings: readonly Posting[]): Posting[] {
	return postings.map(({ account, amountDong }) => ({ account, amountDong: -amountDong }));
}

/**
 * Books the reversal of a transfer: the same amounts back where they came from. A transfer is reversed once, for ever.
 *
 * @returns the id of the reversal.
 * @throws the database's error `ledger_account_floor` where the money has gone on from there.
 */
export async function reverseTransfer(
	trx: Transaction<Tables>,
	who: { actor: AnyActor; now: Date },
	transfer: BookedTransfer,
	{ reason, why }: { reason: string; why: string },
): Promise<string> {
	const key = `reverse:${transfer.id}`;
	const booked = await postTransfer(trx, who, {
		key,
		reason,
		why,
		reverses: transfer.id,
		postings: mirrored(transfer.postings),
	});
	assert(booked, `${transfer.key} was reversed before`);
	const { id } = await trx.selectFrom("ledgerTransfer").select("id").where("key", "=", key).executeTakeFirstOrThrow();
	return id;
}
