import type { Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** Ends what opened an account when a backup was made: sessions, links and codes that were mailed, factors half set up. */
export async function endOldIdentityKeys(trx: Transaction<Tables>, now: Date): Promise<void> {
	await trx.deleteFrom("personSession").execute();
	// A new password, an address to confirm.
	await trx.deleteFrom("verification").execute();
	await trx.deleteFrom("identityMail").where("sealedToken", "is not", null).execute();
	await trx
		.updateTable("addressChange")
		.set({ endedAt: now, outcome: "cancelled" })
		.where("endedAt", "is", null)
		.execute();
	// Two administrators may give a new link once this one has ended.
	await trx
		.updateTable("personProposal")
		.set({ linkUntil: now })
		.where("linkHash", "is not", null)
		.where("linkUntil", ">", now)
		.execute();
	await trx.updateTable("secondFactor").set({ nextSecret: null, nextUntil: null }).execute();
}
