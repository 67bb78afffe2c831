import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { enqueue } from "#app/house/enqueue.server.ts";
import { decryptText, encryptText } from "#app/house/secrecy.server.ts";
import { contextOf, sealedColumn } from "#app/house/secrets/sealed-store.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** Mails about an account; the job that writes one (app/jobs/identity-mail.server.ts) knows each by this name. */
export type IdentityMailKind =
	| "verify-address"
	| "reset-password"
	| "already-registered"
	| "confirm-new-address"
	| "address-change-asked";

export type IdentityMail = { kind: IdentityMailKind; personId: string; recipient: string | null; token: string };

/**
 * Asks for a mail about an account in the caller's transaction. The job gets an id and never the token, so that no log and
 * no list of jobs holds it; here it is sealed, and gone once the mail is written.
 *
 * @param recipient where the mail goes to another address than the account's own
 */
export async function askForMailIn(
	trx: Transaction<Tables>,
	mail: { kind: IdentityMailKind; personId: string; token?: string; recipient?: string },
	askedAt: Date,
): Promise<void> {
	const askedId = randomUUID();
	await trx
		.insertInto("identityMail")
		.values({
			id: askedId,
			kind: mail.kind,
			personId: mail.personId,
			recipient: mail.recipient ?? null,
			sealedToken: mail.token === undefined ? null : encryptText(mail.token, sealContext(askedId)),
			askedAt,
		})
		.execute();
	await enqueue(trx, "identity.mail", { askedId });
}

/** What was asked for; undefined once the mail is written or the asking is too old. */
export async function findAskedMail(db: Kysely<Tables>, askedId: string): Promise<IdentityMail | undefined> {
	const row = await db.selectFrom("identityMail").selectAll().where("id", "=", askedId).executeTakeFirst();
	if (!row) return undefined;
	return {
		kind: row.kind as IdentityMailKind,
		personId: row.personId,
		recipient: row.recipient,
		token: row.sealedToken ? decryptText(row.sealedToken, sealContext(askedId)) : "",
	};
}

/** In the transaction that writes the mail: the token is now the outbox's to keep. */
export async function forgetAskedMail(trx: Transaction<Tables>, askedId: string): Promise<void> {
	await trx.deleteFrom("identityMail").where("id", "=", askedId).execute();
}

/** Askings whose tokens have ended, whether or not a mail could be written. */
export async function forgetOldAskings(trx: Transaction<Tables>, askedBefore: Date): Promise<void> {
	await trx.deleteFrom("identityMail").where("askedAt", "<=", askedBefore).execute();
}

const sealed = { table: "identity_mail", column: "sealed_token", context: "identity_mail" };

export const sealedMailTokens = sealedColumn(sealed);

const sealContext = (askedId: string) => contextOf(sealed, askedId);
