import { randomBytes } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { tokenHash } from "#app/house/secrecy.server.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * Makes the link of a party anew; the one before is dead, and so is a code that was mailed for it. Only the hash is kept.
 *
 * @returns what the link carries.
 */
export async function makeProviderLink(trx: Transaction<Tables>, partyId: string): Promise<string> {
	const token = randomBytes(32).toString("base64url");
	await trx
		.updateTable("agreementParty")
		.set({ linkHash: tokenHash(token), codeHash: null, codeAskedAt: null })
		.where("id", "=", partyId)
		.execute();
	return token;
}

/**
 * The party that a link belongs to; null for one that is none of ours, or was replaced by a newer one. The link by which a
 * party has answered goes on opening what it answered, whatever was mailed since.
 */
export async function partyOfLink(
	db: Kysely<Tables>,
	token: string,
): Promise<{ partyId: string; applicationId: string } | null> {
	const hash = tokenHash(token);
	const row = await db
		.selectFrom("agreementParty")
		.select(["id as partyId", "applicationId"])
		.where((eb) => eb.or([eb("linkHash", "=", hash), eb("answeredLinkHash", "=", hash)]))
		.executeTakeFirst();
	return row ?? null;
}

/** Ends every link to an agreement, and every code: what a restored backup knows of them may have been replaced since. */
export async function endProviderLinks(trx: Transaction<Tables>): Promise<void> {
	await trx
		.updateTable("agreementParty")
		.set({ linkHash: null, answeredLinkHash: null, codeHash: null, codeAskedAt: null })
		.execute();
}
