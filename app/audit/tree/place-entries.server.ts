import { type Kysely, sql, type Transaction } from "kysely";
import { config } from "#app/house/config.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Database, Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { checkpointText, signingKey } from "./checkpoint.ts";
import { entryRows } from "./entry-rows.server.ts";
import { leafOf } from "./leaf.ts";
import { emptyTree, packPeaks, rootOf, type Tree, unpackTree, withLeaf } from "./merkle.ts";
import { writeKeys } from "./signing-keys.server.ts";

/** How many lines are put in their places at once. */
const BATCH = 2_000;

/** The tree as the newest checkpoint left it. */
async function lastTree(db: Kysely<Tables>): Promise<Tree> {
	const last = await db
		.selectFrom("auditCheckpoint")
		.select(["treeSize", "peaks"])
		.orderBy("treeSize", "desc")
		.limit(1)
		.executeTakeFirst();
	return last ? unpackTree(Number(last.treeSize), last.peaks) : emptyTree;
}

/** Takes lines that wait, the oldest first. Only what is committed is there. */
async function takeWaiting(trx: Transaction<Tables>): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		delete from audit_waiting where entry_id in (select entry_id from audit_waiting order by entry_id limit ${BATCH})
		returning entry_id::text as id`.execute(trx);
	return rows.map(({ id }) => id);
}

/**
 * Puts lines that wait in their places in the tree and signs what it stands at then. One process does at a time; the others
 * leave it to that one.
 *
 * @returns how many lines got a place; at most BATCH, so that who wants all calls again until it is none.
 */
export async function placeEntries(db: Database, now: Date): Promise<number> {
	return inTransaction(db, async (trx) => {
		const { rows } = await sql<{ mine: boolean }>`
			select pg_try_advisory_xact_lock(hashtextextended('audit_tree', 0)) as mine`.execute(trx);
		if (!rows[0]?.mine) return 0;
		const ids = await takeWaiting(trx);
		if (ids.length === 0) return 0;
		const entries = await entryRows(trx).where("id", "in", ids.map(BigInt)).orderBy("auditEntry.id").execute();
		assert(entries.length === ids.length, "a line that waits for its place in the audit log is gone");
		let tree = await lastTree(trx);
		const leaves = entries.map((entry) => {
			const hash = leafOf(entry);
			const position = BigInt(tree.size);
			tree = withLeaf(tree, hash);
			return { position, entryId: BigInt(entry.id), hash };
		});
		await trx.insertInto("auditLeaf").values(leaves).execute();
		await signTree(trx, tree, now);
		return leaves.length;
	});
}

async function signTree(trx: Transaction<Tables>, tree: Tree, now: Date): Promise<void> {
	await writeKeys(trx);
	const key = signingKey(config.encryptionKeys[0]);
	const root = rootOf(tree);
	await trx
		.insertInto("auditCheckpoint")
		.values({
			treeSize: BigInt(tree.size),
			root,
			peaks: packPeaks(tree),
			signedAt: now,
			keyVersion: key.version,
			signature: key.sign(checkpointText({ treeSize: tree.size, root })),
		})
		.execute();
}

/** Puts every line that waits in its place. */
export async function placeAll(db: Database, now: Date): Promise<void> {
	while ((await placeEntries(db, now)) > 0);
}
