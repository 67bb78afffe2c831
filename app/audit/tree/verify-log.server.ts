import { type Kysely, sql } from "kysely";
import { config } from "#app/house/config.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { checkpointText, isSigned, signingKey, vouchText } from "./checkpoint.ts";
import { entryRows } from "./entry-rows.server.ts";
import { type EntryRow, leafOf } from "./leaf.ts";
import { emptyTree, rootOf, type Tree, withLeaf } from "./merkle.ts";

/**
 * What is wrong with the log:
 * - `changed`: the line does not give the leaf that it gave when it got its place;
 * - `missing`: a place has no line, or there is no such place;
 * - `out-of-place`: the lines up to here are not those that were signed, or not in that order;
 * - `forged`: the checkpoint was not signed with a key of ours;
 * - `cut-off`: lines that were signed are gone from the end;
 * - `unplaced`: the line has waited for its place for more than a minute, or does not even wait.
 */
export type LogProblem = "changed" | "missing" | "out-of-place" | "forged" | "cut-off" | "unplaced";

/** `id`: of the line; of a checkpoint that is forged, out of place or cut off, the number of lines that it speaks of. */
export type LogBreak = { id: bigint; problem: LogProblem };

export type LogReport = { entries: bigint; treeSize: number; root: string; breaks: LogBreak[] };

const MOST_TOLD = 20;
const PAGE = 2_000;

type Row = EntryRow & { position: bigint; entryId: bigint; hash: Buffer };

/** The lines by their places, a page at a time. */
async function* placedRows(
	db: Kysely<Tables>,
): AsyncGenerator<Row | { position: bigint; entryId: bigint; gone: true }> {
	let after = -1n;
	for (;;) {
		const leaves = await db
			.selectFrom("auditLeaf")
			.selectAll()
			.where("position", ">", after)
			.orderBy("position")
			.limit(PAGE)
			.execute();
		if (leaves.length === 0) return;
		const ids = leaves.map(({ entryId }) => entryId);
		const rows = await entryRows(db).where("id", "in", ids).execute();
		const byId = new Map(rows.map((row) => [row.id, row]));
		for (const { position, entryId, hash } of leaves) {
			const row = byId.get(String(entryId));
			yield row ? { ...row, position, entryId, hash } : { position, entryId, gone: true };
		}
		after = leaves.at(-1)?.position ?? after;
	}
}

/** The keys whose signatures count: those that the settings give, and older ones for which one of these vouches. */
async function trustedKeys(db: Kysely<Tables>): Promise<Map<number, Buffer>> {
	const given = new Map(config.encryptionKeys.map(signingKey).map((key) => [key.version, key.publicKey]));
	const trusted = new Map<number, Buffer>();
	const written = await db.selectFrom("auditKey").selectAll().orderBy("version", "desc").execute();
	for (const { version, publicKey, vouchedBy, vouch } of written) {
		const by = vouchedBy === null ? undefined : (trusted.get(vouchedBy) ?? given.get(vouchedBy));
		const isVouched = by && vouch && isSigned(vouchText(version, publicKey), vouch, by);
		if (isVouched || given.get(version)?.equals(publicKey)) trusted.set(version, publicKey);
	}
	return trusted;
}

type Signed = { treeSize: number; root: Buffer; isForged: boolean };

async function signedStates(db: Kysely<Tables>): Promise<Signed[]> {
	const keys = await trustedKeys(db);
	const rows = await db
		.selectFrom("auditCheckpoint")
		.select(["treeSize", "root", "keyVersion", "signature"])
		.orderBy("treeSize")
		.execute();
	return rows.map(({ root, keyVersion, signature, ...row }) => {
		const treeSize = Number(row.treeSize);
		const key = keys.get(keyVersion);
		return { treeSize, root, isForged: !key || !isSigned(checkpointText({ treeSize, root }), signature, key) };
	});
}

/** Lines that have no place and do not wait for one, or have waited for too long. */
async function unplaced(db: Kysely<Tables>): Promise<bigint[]> {
	const { rows } = await sql<{ id: bigint }>`
		select entry.id from audit_entry entry
		left join audit_leaf leaf on leaf.entry_id = entry.id left join audit_waiting waiting on waiting.entry_id = entry.id
		where leaf.entry_id is null and coalesce(waiting.written_at < clock_timestamp() - interval '1 minute', true)
		order by entry.id limit ${MOST_TOLD}`.execute(db);
	return rows.map(({ id }) => id);
}

/**
 * Builds the whole tree anew from the lines alone, holds it against every checkpoint that was signed, and says where the
 * log was tampered with: at most the first 20 places. In a transaction that sees one state.
 */
export async function verifyAuditLog(db: Kysely<Tables>): Promise<LogReport> {
	return db
		.transaction()
		.setIsolationLevel("repeatable read")
		.setAccessMode("read only")
		.execute(async (trx) => {
			const breaks: LogBreak[] = [];
			const states = await signedStates(trx);
			for (const { treeSize, isForged } of states) {
				if (isForged) breaks.push({ id: BigInt(treeSize), problem: "forged" });
			}
			const tree = await rebuilt(trx, states, breaks);
			const last = states.at(-1)?.treeSize ?? 0;
			if (tree.size < last) breaks.push({ id: BigInt(last), problem: "cut-off" });
			// Nobody signed what stands behind the last checkpoint: places are given and signed in one transaction.
			if (tree.size > last) breaks.push({ id: BigInt(tree.size), problem: "out-of-place" });
			breaks.push(...(await unplaced(trx)).map((id): LogBreak => ({ id, problem: "unplaced" })));
			const { count } = await trx
				.selectFrom("auditEntry")
				.select(({ fn }) => fn.countAll<bigint>().as("count"))
				.executeTakeFirstOrThrow();
			return {
				entries: BigInt(count),
				treeSize: tree.size,
				root: rootOf(tree).toString("hex"),
				breaks: breaks.slice(0, MOST_TOLD),
			};
		});
}

async function rebuilt(db: Kysely<Tables>, states: readonly Signed[], breaks: LogBreak[]): Promise<Tree> {
	const roots = new Map(states.map(({ treeSize, root }) => [treeSize, root]));
	let tree = emptyTree;
	let isWrong = false;
	for await (const row of placedRows(db)) {
		const gap = row.position !== BigInt(tree.size);
		if ("gone" in row || gap) {
			breaks.push({ id: row.entryId, problem: "missing" });
			isWrong = true;
		}
		const leaf = "gone" in row ? Buffer.alloc(32) : leafOf(row);
		if (!("gone" in row) && !leaf.equals(row.hash)) {
			breaks.push({ id: row.entryId, problem: "changed" });
			isWrong = true;
		}
		tree = withLeaf(gap ? { ...tree, size: Number(row.position) } : tree, leaf);
		const root = roots.get(tree.size);
		// Once a line is wrong every state after it is: the line has been told.
		if (root && !isWrong && !root.equals(rootOf(tree))) {
			breaks.push({ id: BigInt(tree.size), problem: "out-of-place" });
			isWrong = true;
		}
	}
	return tree;
}
