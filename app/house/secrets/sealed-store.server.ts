import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { config } from "../config.server.ts";
import { decryptText, encryptText } from "../secrecy.server.ts";

/** Where sealed values are kept, so that they can be counted by the version of their key and sealed anew with the newest. */
export type SealedStore = {
	/** As whoever runs the command knows it: the table and the column. */
	name: string;
	secret: "ENCRYPTION_KEY" | "SESSION_SECRET";
	/** How many values each version seals. */
	count: (db: Kysely<Tables>) => Promise<Map<number, number>>;
	/** Opens one value that this version seals, if there is one; throws SealedElsewhere where it can't. */
	tryOne: (db: Kysely<Tables>, version: number) => Promise<void>;
	/** Seals at most `limit` values anew that an older version seals; says how many it did. */
	reseal: (trx: Transaction<Tables>, limit: number) => Promise<number>;
};

type Column = {
	table: string;
	column: string;
	/** What its values are bound to, beside the row. */
	context: string;
	/** A JSON text in base64 rather than bytes. */
	asText?: boolean;
};

/** What a value is bound to: its column and its row. */
export function contextOf({ context }: Column, id: string): string {
	return `${context}:${id}`;
}

/** A column whose values are sealed by `encryptText` with `contextOf` of their column and row. */
export function sealedColumn(place: Column): SealedStore {
	const { table, column, asText = false } = place;
	const at = sql.ref(column);
	const bytes = asText ? sql`decode(${at} #>> '{}', 'base64')` : sql`${at}`;
	return {
		name: `${table}.${column}`,
		secret: "ENCRYPTION_KEY",
		count: async (db) => {
			const { rows } = await sql<{ version: number; count: bigint }>`
				select get_byte(${bytes}, 0) as version, count(*) as count from ${sql.table(table)}
				where ${at} is not null group by 1`.execute(db);
			return new Map(rows.map(({ version, count }) => [version, Number(count)]));
		},
		tryOne: async (db, version) => {
			const { rows } = await sql<{ id: string; sealed: Buffer }>`
				select id, ${bytes} as sealed from ${sql.table(table)}
				where ${at} is not null and get_byte(${bytes}, 0) = ${version} order by id limit 1`.execute(db);
			for (const { id, sealed } of rows) decryptText(sealed, contextOf(place, id));
		},
		reseal: async (trx, limit) => {
			const { rows } = await sql<{ id: string; sealed: Buffer }>`
				select id, ${bytes} as sealed from ${sql.table(table)}
				where ${at} is not null and get_byte(${bytes}, 0) <> ${config.encryptionKeys[0].version}
				order by id limit ${limit} for update skip locked`.execute(trx);
			for (const { id, sealed } of rows) {
				const anew = encryptText(decryptText(sealed, contextOf(place, id)), contextOf(place, id));
				const value = asText ? JSON.stringify(anew.toString("base64")) : anew;
				await sql`update ${sql.table(table)} set ${at} = ${value} where id = ${id}`.execute(trx);
			}
			return rows.length;
		},
	};
}
