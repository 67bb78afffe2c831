import type { Kysely, Transaction } from "kysely";
import { config } from "#app/house/config.server.ts";
import { SealedElsewhere } from "#app/house/secrets/sealed-elsewhere.ts";
import type { SealedStore } from "#app/house/secrets/sealed-store.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Tables } from "#db/connection.server.ts";
import { signingKey, vouchText } from "./checkpoint.ts";

/**
 * Says which key signs from now on, and lets it vouch for those before it, while their secrets are still here.
 *
 * @returns how many keys were written, or vouched for.
 * @throws Error where a version of ENCRYPTION_KEY is another key than it was.
 */
export async function writeKeys(trx: Transaction<Tables>): Promise<number> {
	const newest = signingKey(config.encryptionKeys[0]);
	const known = await trx.selectFrom("auditKey").select(["version", "publicKey", "vouchedBy"]).execute();
	let written = 0;
	for (const key of config.encryptionKeys.map(signingKey)) {
		const before = known.find(({ version }) => version === key.version);
		// One that was vouched for is known by that, and its number may have become another secret's.
		if (before && before.vouchedBy !== null && !before.publicKey.equals(key.publicKey)) continue;
		const same = !before || before.publicKey.equals(key.publicKey);
		assert(same, `version ${key.version} of ENCRYPTION_KEY is another key than the one that signed the audit log`);
		const vouch = key.version < newest.version ? newest.sign(vouchText(key.version, key.publicKey)) : null;
		const vouched = { vouchedBy: vouch ? newest.version : null, vouch };
		if (before && before.vouchedBy === vouched.vouchedBy) continue;
		// One that never signed anything needs nobody's word.
		if (!before && vouch) continue;
		await trx
			.insertInto("auditKey")
			.values({ version: key.version, publicKey: key.publicKey, ...vouched })
			.onConflict((conflict) => conflict.column("version").doUpdateSet(vouched))
			.execute();
		written++;
	}
	return written;
}

/** The keys for which no newer one vouches yet. */
function unvouched(db: Kysely<Tables>) {
	return db.selectFrom("auditKey").select(["version", "publicKey"]).where("vouchedBy", "is", null);
}

/** @throws SealedElsewhere where the settings lack the version, or have another key under it. */
function assertGiven(version: number, publicKey: Buffer): void {
	const given = config.encryptionKeys.find((key) => key.version === version);
	if (!given) throw new SealedElsewhere("ENCRYPTION_KEY", version);
	if (!signingKey(given).publicKey.equals(publicKey)) {
		throw new SealedElsewhere("ENCRYPTION_KEY", version, { cause: "another key signed the audit log" });
	}
}

/** What a version of ENCRYPTION_KEY signed counts as sealed with it until a newer one vouches for it. */
export const signedCheckpoints: SealedStore = {
	name: "audit_key.public_key",
	secret: "ENCRYPTION_KEY",
	count: async (db) => new Map((await unvouched(db).execute()).map(({ version }) => [version, 1])),
	tryOne: async (db, version) => {
		const row = await unvouched(db).where("version", "=", version).executeTakeFirst();
		if (row) assertGiven(version, row.publicKey);
	},
	reseal: async (trx) => {
		const waiting = await unvouched(trx).execute();
		for (const { version, publicKey } of waiting) assertGiven(version, publicKey);
		return waiting.length > 0 ? writeKeys(trx) : 0;
	},
};
