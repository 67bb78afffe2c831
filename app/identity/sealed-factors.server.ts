import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { sql } from "kysely";
import { config } from "#app/house/config.server.ts";
import { SealedElsewhere } from "#app/house/secrets/sealed-elsewhere.ts";
import type { SealedStore } from "#app/house/secrets/sealed-store.server.ts";

/** As better-auth seals: the version of the secret stands in front, `$ba$2$…`. */
const VERSION = /^\$ba\$(\d+)\$/;

function sealingKey() {
	const { sessionSecrets } = config;
	return {
		keys: new Map(sessionSecrets.map(({ version, value }) => [version, value])),
		currentVersion: sessionSecrets[0].version,
	};
}

/** Seals what is kept of a second factor with the newest SESSION_SECRET, so that better-auth opens it. */
export function sealFactor(text: string): Promise<string> {
	return symmetricEncrypt({ key: sealingKey(), data: text });
}

/** @throws SealedElsewhere when this server lacks the secret, or has another one under its number. */
export async function openFactor(sealed: string): Promise<string> {
	const version = Number(VERSION.exec(sealed)?.[1] ?? 0);
	if (!sealingKey().keys.has(version)) throw new SealedElsewhere("SESSION_SECRET", version);
	return symmetricDecrypt({ key: sealingKey(), data: sealed }).catch((cause: unknown) => {
		throw new SealedElsewhere("SESSION_SECRET", version, { cause });
	});
}

const versionOf = sql<number>`split_part(secret, '$', 3)::int`;

export const sealedFactors: SealedStore = {
	name: "second_factor.secret",
	secret: "SESSION_SECRET",
	count: async (db) => {
		const rows = await db
			.selectFrom("secondFactor")
			.select([versionOf.as("version"), (eb) => eb.fn.countAll<bigint>().as("count")])
			.groupBy(versionOf)
			.execute();
		return new Map(rows.map(({ version, count }) => [version, Number(count)]));
	},
	tryOne: async (db, version) => {
		const row = await db
			.selectFrom("secondFactor")
			.select("secret")
			.where(versionOf, "=", version)
			.orderBy("id")
			.limit(1)
			.executeTakeFirst();
		if (row) await openFactor(row.secret);
	},
	reseal: async (trx, limit) => {
		const rows = await trx
			.selectFrom("secondFactor")
			.select(["id", "secret", "backupCodes"])
			.where(versionOf, "<>", config.sessionSecrets[0].version)
			.orderBy("id")
			.limit(limit)
			.forUpdate()
			.skipLocked()
			.execute();
		for (const { id, ...sealed } of rows) {
			const secret = await sealFactor(await openFactor(sealed.secret));
			const backupCodes = await sealFactor(await openFactor(sealed.backupCodes));
			// A telephone that is just being changed is shown a new key: it waits for a quarter of an hour at most.
			const next = { nextSecret: null, nextUntil: null };
			await trx
				.updateTable("secondFactor")
				.set({ secret, backupCodes, ...next })
				.where("id", "=", id)
				.execute();
		}
		return rows.length;
	},
};
