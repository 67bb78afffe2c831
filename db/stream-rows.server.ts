import { Readable } from "node:stream";
import { type Compilable, CompiledQuery, type ControlledTransaction } from "kysely";
import type { Database, Tables } from "./connection.server.ts";

const BATCH = 1_000;

/** A reading transaction in which every query sees the same moment. Whoever opens it rolls it back. */
export function openSnapshot(db: Database): Promise<ControlledTransaction<Tables>> {
	return db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
}

/**
 * The rows of a query in batches of a thousand, fetched from a cursor as they are taken. The snapshot ends with the
 * stream: at its last row, or when it is destroyed, even before the first one was read.
 */
export function streamRows(snapshot: ControlledTransaction<Tables>, query: Compilable<unknown>): Readable {
	let opened = false;
	const fetch = async () => {
		if (!opened) {
			const { sql, parameters } = query.compile();
			await snapshot.executeQuery(CompiledQuery.raw(`declare streamed no scroll cursor for ${sql}`, [...parameters]));
			opened = true;
		}
		const { rows } = await snapshot.executeQuery(CompiledQuery.raw(`fetch ${BATCH} from streamed`));
		return rows.length > 0 ? rows : null;
	};
	return new Readable({
		objectMode: true,
		highWaterMark: 1,
		read() {
			fetch().then(
				(rows) => this.push(rows),
				(error: Error) => this.destroy(error),
			);
		},
		destroy(error, done) {
			const end = (failed?: Error) => done(error ?? failed ?? null);
			snapshot
				.rollback()
				.execute()
				.then(() => end(), end);
		},
	});
}
