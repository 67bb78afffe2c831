import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { checkpointNote } from "./checkpoint.ts";

/** What was signed last, as a note to keep elsewhere; null while nothing was. */
export async function lastCheckpoint(db: Kysely<Tables>): Promise<{ at: Date; note: string } | null> {
	const row = await db
		.selectFrom("auditCheckpoint")
		.innerJoin("auditKey", "auditKey.version", "auditCheckpoint.keyVersion")
		.select(["treeSize", "root", "signature", "signedAt", "publicKey"])
		.orderBy("treeSize", "desc")
		.limit(1)
		.executeTakeFirst();
	if (!row) return null;
	const checkpoint = { treeSize: Number(row.treeSize), root: row.root };
	return { at: row.signedAt, note: checkpointNote(checkpoint, row.signature, row.publicKey) };
}
