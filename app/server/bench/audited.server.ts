import { setTimeout as wait } from "node:timers/promises";
import { sql, type Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import { placeAll, placeEntries } from "#app/audit/tree/place-entries.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db, pool } from "#app/house/database.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type Measured, median, millisecondsOf } from "./measured.ts";

const AT_ONCE = 16;

type Work = (trx: Transaction<Tables>, businessId: string) => Promise<unknown>;

/** Milliseconds for one commit where several are under way at a time, each on a business of its own. */
async function commits(count: number, ids: readonly string[], work: Work): Promise<number> {
	let left = count;
	const worker = async (id: string) => {
		while (left-- > 0) await inTransaction(db, (trx) => work(trx, id));
	};
	return (await millisecondsOf(() => Promise.all(ids.map(worker)))) / count;
}

/** Gives the lines their places meanwhile, as a worker does. */
function placing(): () => Promise<void> {
	const stopping = new AbortController();
	const done = (async () => {
		while (!stopping.signal.aborted) {
			if ((await placeEntries(db, now())) === 0)
				await wait(1_000, null, { signal: stopping.signal }).catch(() => undefined);
		}
	})();
	return () => {
		stopping.abort();
		return done;
	};
}

/** Commits with a line in the audit log, while a worker signs them, against the same commits without one. */
export async function measureAudited(quick: boolean): Promise<Measured[]> {
	const { rows } = await pool.query<{ id: string }>("select id from business order by id limit $1", [AT_ONCE]);
	const ids = rows.map(({ id }) => id);
	const bare: Work = (trx, id) =>
		sql.raw(`update business set legal_name = legal_name where id = '${id}'`).execute(trx);
	const audited: Work = async (trx, id) => {
		await bare(trx, id);
		await appendAudit(
			trx,
			{ actor: { system: "bench" }, now: now() },
			{ action: "bench.done", subject: { kind: "business", id, label: "bench" }, facts: { amountDong: 60_000_000n } },
		);
	};
	// What the demo wrote has its places first. Then, until connections are open and the compiler is warm.
	await placeAll(db, now());
	for (const work of [bare, audited]) await commits(10 * AT_ONCE, ids, work);
	const count = quick ? 300 : 2_000;
	const times = { bare: [] as number[], audited: [] as number[] };
	const stop = placing();
	for (let round = 0; round < (quick ? 1 : 5); round++) {
		times.bare.push(await commits(count, ids, bare));
		times.audited.push(await commits(count, ids, audited));
	}
	await stop();
	return [
		{
			what: `Commit with a line in the audit log, ${AT_ONCE} at a time`,
			unit: "ms",
			ours: median(times.audited),
			against: "without the line",
			bare: median(times.bare),
		},
	];
}
