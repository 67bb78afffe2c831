import { randomBytes } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** How long the link in the mail to a new address works. */
const ADDRESS_LINK_HOURS = 24;

export type WaitingAddress = { id: string; email: string; mailedAt: Date; expiresAt: Date };

/** What a link carries, and what is kept of it. */
export function newToken(): { token: string; hash: Buffer } {
	const token = randomBytes(32).toString("base64url");
	return { token, hash: tokenHash(token) };
}

export function linkEnds(now: Date): Date {
	return new Date(now.getTime() + ADDRESS_LINK_HOURS * 3_600_000);
}

/** The new address that waits for its owner's confirmation, its link run out or not; null where none does. */
export async function findWaitingAddress(db: Kysely<Tables>, personId: string): Promise<WaitingAddress | null> {
	const row = await db
		.selectFrom("addressChange")
		.select(["id", "toEmail as email", "mailedAt", "expiresAt"])
		.where("personId", "=", personId)
		.where("endedAt", "is", null)
		.executeTakeFirst();
	return row ?? null;
}

/** The change that a mailed link is about, as long as the link works; null for any other token. */
export async function findByLink(
	db: Kysely<Tables>,
	link: "confirm" | "cancel",
	token: string,
	now: Date,
): Promise<{ id: string; personId: string; toEmail: string; fromEmail: string } | null> {
	const row = await db
		.selectFrom("addressChange")
		.select(["id", "personId", "toEmail", "fromEmail"])
		.where(link === "confirm" ? "confirmHash" : "cancelHash", "=", tokenHash(token))
		.where("endedAt", "is", null)
		.where("expiresAt", ">", now)
		.executeTakeFirst();
	return row ?? null;
}

/**
 * Ends the change that waits.
 *
 * @returns false where none waits any more: somebody else was quicker.
 */
export async function endChange(
	trx: Transaction<Tables>,
	changeId: string,
	outcome: "confirmed" | "cancelled" | "replaced",
	now: Date,
): Promise<boolean> {
	const ended = await trx
		.updateTable("addressChange")
		.set({ endedAt: now, outcome })
		.where("id", "=", changeId)
		.where("endedAt", "is", null)
		.executeTakeFirst();
	return ended.numUpdatedRows > 0n;
}

/** Drops the address that waits, if one does: with a new password, as whoever had the old one may have asked for it. */
export async function dropWaitingAddress(trx: Transaction<Tables>, personId: string, now: Date): Promise<void> {
	const waiting = await findWaitingAddress(trx, personId);
	if (waiting) await endChange(trx, waiting.id, "cancelled", now);
}

/** Locks the person's row, so that what is done to one account happens one after the other. */
export async function lockPerson(
	trx: Transaction<Tables>,
	personId: string,
): Promise<{ id: string; name: string; email: string; suspendedAt: Date | null }> {
	return trx
		.selectFrom("person")
		.select(["id", "name", "email", "suspendedAt"])
		.where("id", "=", personId)
		.forUpdate()
		.executeTakeFirstOrThrow();
}
