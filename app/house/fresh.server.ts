import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";

const FRESH_MS = 60_000;

/**
 * A read of which everybody sees the same: a crowd on a public page costs the database one reading a minute and process.
 * A reading that failed is not kept.
 */
export function atMostAMinuteOld<Value>(
	read: (db: Kysely<Tables>, now: Date) => Promise<Value>,
): (db: Kysely<Tables>, now: Date) => Promise<Value> {
	let latest: { db: object; at: number; value: Promise<Value> } | undefined;
	return (db, now) => {
		const age = latest?.db === db ? Math.abs(now.getTime() - latest.at) : Number.POSITIVE_INFINITY;
		if (latest && age < FRESH_MS) return latest.value;
		const reading = { db, at: now.getTime(), value: read(db, now) };
		latest = reading;
		reading.value.catch(() => {
			if (latest === reading) latest = undefined;
		});
		return reading.value;
	};
}
