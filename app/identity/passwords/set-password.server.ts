import type { Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { dropWaitingAddress } from "../account/address/address-change.server.ts";
import { voidLinks } from "../mail-link.server.ts";
import { askForNotice } from "../notice-mail.server.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";
import { forgetBrowsers } from "../sessions/known-browser.server.ts";

type NewPassword = {
	/** What is kept of the new password (`hashPassword`), made before the transaction, since it takes its time. */
	hash: string;
	/** The session in which it was changed, which goes on. */
	exceptSessionId?: string;
	because: "password-changed" | "password-reset";
};

/**
 * Gives a person a new password. All that the old one opened ends: other sessions, links of mails, a new address
 * that waits, browsers that are known by it. The person is told by mail. Call it last in a command, as it writes to the log.
 */
export async function setPassword(
	trx: Transaction<Tables>,
	who: { actor: Actor; now: Date },
	{ hash, exceptSessionId, because }: NewPassword,
): Promise<void> {
	const { personId, name } = who.actor;
	await trx
		.updateTable("credential")
		.set({ password: hash, updatedAt: who.now })
		.where("userId", "=", personId)
		.where("providerId", "=", "credential")
		.execute();
	await voidLinks(trx, personId);
	await dropWaitingAddress(trx, personId, who.now);
	await forgetBrowsers(trx, personId);
	await askForNotice(trx, { kind: "password-changed", personId }, who.now);
	const subject = { kind: "person", id: personId, label: name };
	await appendAudit(trx, who, { action: `identity.${because}`, subject });
	await endSessions(trx, who, { personId, because, ...(exceptSessionId ? { exceptSessionId } : {}) });
}
