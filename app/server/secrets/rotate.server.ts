import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { givenSecrets, retireVersion, type SecretName, sealedStores, sealedWith } from "./secret-versions.server.ts";

const BATCH = 200;

export type Rotation = {
	/** Values sealed anew, by the place where they are kept. */
	resealed: Map<string, number>;
	/** What older versions still seal: it was being changed meanwhile, or the command was stopped. */
	left: number;
	/** Versions that are still given, with which nothing is sealed any more. */
	free: { secret: SecretName; version: number }[];
};

/**
 * Seals everything with the newest version of each secret, in batches of one transaction each, so that people work on
 * meanwhile and it can be stopped and run again.
 *
 * @param stopped asked between batches
 * @throws SealedElsewhere when something is sealed with a version that was not given.
 */
export async function rotateSecrets(db: Database, stopped: () => boolean, batch = BATCH): Promise<Rotation> {
	const resealed = new Map<string, number>();
	for (const { name, reseal } of sealedStores) {
		let done = 0;
		while (!stopped()) {
			const count = await inTransaction(db, (trx) => reseal(trx, batch));
			if (count === 0) break;
			done += count;
		}
		if (done > 0) resealed.set(name, done);
	}
	const free: Rotation["free"] = [];
	let left = 0;
	for (const [secret, [, ...older]] of givenSecrets()) {
		for (const { version } of older) {
			const sealed = await sealedWith(db, secret, version);
			for (const { count } of sealed) left += count;
			if (sealed.length > 0) continue;
			await retireVersion(db, secret, version);
			free.push({ secret, version });
		}
	}
	return { resealed, left, free };
}
