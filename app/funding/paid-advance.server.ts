import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";

/** Whether the bank has paid an application's advance, by the books: the payment stands, whatever was earned of it since. */
export async function isAdvancePaid(db: Kysely<Tables>, applicationId: string): Promise<boolean> {
	const paid = await db
		.selectFrom("ledgerTransfer")
		.innerJoin("ledgerEntry", "ledgerEntry.transferId", "ledgerTransfer.id")
		.innerJoin("ledgerAccount", "ledgerAccount.id", "ledgerEntry.accountId")
		.leftJoin("ledgerTransfer as reversal", "reversal.reverses", "ledgerTransfer.id")
		.select("ledgerTransfer.id")
		.where("ledgerAccount.kind", "=", "advanced")
		.where("ledgerAccount.owner", "=", applicationId)
		.where("ledgerTransfer.reason", "=", "pay")
		.where("reversal.id", "is", null)
		.executeTakeFirst();
	return paid !== undefined;
}
