import { randomBytes, randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** What a link of a mail is for, and how long it is good, in hours. */
const HOURS = { "confirm-address": 24, "reset-password": 1 } as const;

export type LinkPurpose = keyof typeof HOURS;

function identifierOf(purpose: LinkPurpose, personId: string): string {
	return `${purpose}:${personId}`;
}

/**
 * Makes the token of a link. For each purpose a person has one link that is good: the newest. Only its hash is kept.
 *
 * @returns what the link carries.
 */
export async function makeLink(
	trx: Transaction<Tables>,
	purpose: LinkPurpose,
	personId: string,
	now: Date,
): Promise<string> {
	const token = randomBytes(24).toString("base64url");
	const link = {
		value: tokenHash(token).toString("base64url"),
		expiresAt: new Date(now.getTime() + HOURS[purpose] * 3_600_000),
		updatedAt: now,
	};
	await trx
		.insertInto("verification")
		.values({ id: randomUUID(), identifier: identifierOf(purpose, personId), createdAt: now, ...link })
		.onConflict((conflict) => conflict.column("identifier").doUpdateSet(link))
		.execute();
	return token;
}

/** Whose link it is; null where it is none of ours, too old, or a newer one was asked for. */
export async function findLink(
	db: Kysely<Tables>,
	purpose: LinkPurpose,
	token: string,
	now: Date,
): Promise<{ personId: string } | null> {
	const row = await db
		.selectFrom("verification")
		.select("identifier")
		.where("value", "=", tokenHash(token).toString("base64url"))
		.where("identifier", "like", `${purpose}:%`)
		.where("expiresAt", ">", now)
		.executeTakeFirst();
	return row ? { personId: row.identifier.slice(purpose.length + 1) } : null;
}

/** Uses the link up: of two who follow it at once, one is told that it is no good. */
export async function useLink(
	trx: Transaction<Tables>,
	purpose: LinkPurpose,
	token: string,
	now: Date,
): Promise<boolean> {
	const used = await trx
		.deleteFrom("verification")
		.where("value", "=", tokenHash(token).toString("base64url"))
		.where("identifier", "like", `${purpose}:%`)
		.where("expiresAt", ">", now)
		.executeTakeFirst();
	return used.numDeletedRows === 1n;
}

/** Voids what was sent before: after a new password, or a new sign-up. */
export async function voidLinks(trx: Transaction<Tables>, personId: string): Promise<void> {
	const identifiers = (Object.keys(HOURS) as LinkPurpose[]).map((purpose) => identifierOf(purpose, personId));
	await trx.deleteFrom("verification").where("identifier", "in", identifiers).execute();
}
