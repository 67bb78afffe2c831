import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { openFactor } from "../../sealed-factors.server.ts";

/** How many backup codes a person has left; null without a second factor. */
export async function countBackupCodes(db: Kysely<Tables>, personId: string): Promise<number | null> {
	const factor = await db
		.selectFrom("secondFactor")
		.select("backupCodes")
		.where("userId", "=", personId)
		.where("verified", "=", true)
		.executeTakeFirst();
	return factor ? (JSON.parse(await openFactor(factor.backupCodes)) as string[]).length : null;
}
