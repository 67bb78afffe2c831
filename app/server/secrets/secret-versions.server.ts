import { scryptSync } from "node:crypto";
import { signedCheckpoints } from "#app/audit/tree/signing-keys.server.ts";
import { sealedBankAccounts } from "#app/business/bank-account.server.ts";
import { sealedPayeeAccounts } from "#app/claim/payee-account.server.ts";
import { sealedPaymentAccounts } from "#app/disbursement/payee.server.ts";
import { sealedForms } from "#app/house/body/kept-form.server.ts";
import { now } from "#app/house/clock.server.ts";
import { config } from "#app/house/config.server.ts";
import { SealedElsewhere } from "#app/house/secrets/sealed-elsewhere.ts";
import type { SealedStore } from "#app/house/secrets/sealed-store.server.ts";
import type { SecretVersion } from "#app/house/secrets/versions.ts";
import { sealedMailTokens } from "#app/identity/identity-mail.server.ts";
import { sealedFactors } from "#app/identity/sealed-factors.server.ts";
import { sealedMailSecrets } from "#app/mail/mail-secret.server.ts";
import type { Database } from "#db/connection.server.ts";

export type SecretName = SealedStore["secret"];

/** Everything that is kept sealed, by the room that keeps it. */
export const sealedStores: readonly SealedStore[] = [
	sealedBankAccounts,
	sealedPayeeAccounts,
	sealedPaymentAccounts,
	sealedFactors,
	sealedForms,
	sealedMailTokens,
	sealedMailSecrets,
	signedCheckpoints,
];

/** What this process was given. */
export const givenSecrets = (): [SecretName, readonly SecretVersion[]][] => [
	["ENCRYPTION_KEY", config.encryptionKeys],
	["SESSION_SECRET", config.sessionSecrets],
];

/**
 * By which a secret is recognised and from which it can't be found: 16 bytes of scrypt, so that trying out secrets that
 * people thought of themselves takes long.
 */
export function fingerprintOf(secret: SecretName, value: string): string {
	return scryptSync(value, `donbay:${secret}`, 16).toString("hex");
}

/** How many values are sealed with this version, in each place where there are any. */
export async function sealedWith(
	db: Database,
	secret: SecretName,
	version: number,
): Promise<{ name: string; count: number }[]> {
	const stores = sealedStores.filter((store) => store.secret === secret);
	const counts = await Promise.all(
		stores.map(async ({ name, count }) => ({ name, count: (await count(db)).get(version) ?? 0 })),
	);
	return counts.filter(({ count }) => count > 0);
}

/** Whether the given version opens what is sealed with it: one value of each place is tried. */
async function opensAll(db: Database, secret: SecretName, version: number): Promise<boolean> {
	try {
		for (const store of sealedStores) if (store.secret === secret) await store.tryOne(db, version);
		return true;
	} catch (error) {
		if (error instanceof SealedElsewhere) return false;
		throw error;
	}
}

function places(counts: { name: string; count: number }[]): string {
	return counts.map(({ name, count }) => `${count} in ${name}`).join(", ");
}

/**
 * Compares the secrets of this process with those that the database was sealed with, and notes new ones.
 *
 * @throws Error with one sentence for each secret that is missing or another, and how to put it right. A version with
 * which nothing is sealed may go, and may become another.
 */
export async function checkSecrets(db: Database): Promise<void> {
	const known = await db.selectFrom("secretVersion").selectAll().execute();
	const mistakes: string[] = [];
	for (const [secret, versions] of givenSecrets()) {
		for (const { version, value } of versions) {
			const fingerprint = fingerprintOf(secret, value);
			const before = known.find((row) => row.secret === secret && row.version === version);
			if (before?.fingerprint === fingerprint && !before.retiredAt) continue;
			const opens = before === undefined || before.fingerprint === fingerprint || (await opensAll(db, secret, version));
			if (opens) await noteVersion(db, { secret, version, fingerprint });
			else {
				const sealed = places(await sealedWith(db, secret, version));
				mistakes.push(
					`${secret}: version ${version} is another one than the database is sealed with (${sealed}). ` +
						`Set the right one; a new one gets a version of its own: ${version + 1}:new,${version}:old`,
				);
			}
		}
		const given = new Set(versions.map(({ version }) => version));
		for (const row of known.filter((row) => row.secret === secret && !given.has(row.version) && !row.retiredAt)) {
			const sealed = await sealedWith(db, secret, row.version);
			if (sealed.length === 0) await retireVersion(db, secret, row.version);
			else {
				mistakes.push(
					`${secret}: version ${row.version} is missing, and the database holds what is sealed with it (${places(sealed)}). ` +
						`Put it back (…,${row.version}:old), let \`npm run rotate\` seal everything anew, and take it out then`,
				);
			}
		}
	}
	if (mistakes.length > 0)
		throw new Error(`The secrets do not fit the database:\n${mistakes.map((line) => `  - ${line}.`).join("\n")}`);
}

async function noteVersion(
	db: Database,
	row: { secret: SecretName; version: number; fingerprint: string },
): Promise<void> {
	const { fingerprint } = row;
	await db
		.insertInto("secretVersion")
		.values({ ...row, firstUsedAt: now() })
		.onConflict((conflict) => conflict.columns(["secret", "version"]).doUpdateSet({ fingerprint, retiredAt: null }))
		.execute();
}

/** Nothing is sealed with it any more, so nobody misses it. */
export async function retireVersion(db: Database, secret: SecretName, version: number): Promise<void> {
	await db
		.updateTable("secretVersion")
		.set({ retiredAt: now() })
		.where("secret", "=", secret)
		.where("version", "=", version)
		.execute();
}
