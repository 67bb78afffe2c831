import { type Kysely, sql } from "kysely";

/**
 * House: secrets have versions, and what is sealed says with which one (app/house/secrecy.server.ts). Which secret a
 * version is, is known by its fingerprint, so that a wrong one is found at the start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table secret_version (
			secret text not null check (secret in ('ENCRYPTION_KEY', 'SESSION_SECRET')),
			version integer not null check (version between 1 and 255),
			fingerprint text not null,
			first_used_at timestamptz not null,
			-- Nothing is sealed with it any more.
			retired_at timestamptz,
			primary key (secret, version)
		)`.execute(db);
	// What was sealed before is version 1 of each.
	const bytes = [
		["bank_account", "number_encrypted"],
		["claim", "payee_account_encrypted"],
		["disbursement", "account_encrypted"],
		["identity_mail", "sealed_token"],
		["outbox_mail", "sealed_secret"],
	] as const;
	for (const [table, column] of bytes) {
		await sql`update ${sql.table(table)} set ${sql.ref(column)} = '\\x01'::bytea || ${sql.ref(column)} where ${sql.ref(column)} is not null`.execute(
			db,
		);
	}
	await sql`delete from kept_form`.execute(db);
	await sql`update second_factor set secret = '$ba$1$' || secret, backup_codes = '$ba$1$' || backup_codes where secret not like '$ba$%'`.execute(
		db,
	);
}
