import { sql, type Transaction } from "kysely";
import type pg from "pg";
import type { Database, Tables } from "./connection.server.ts";

/*
 * Servers, workers and commands work as a role that owns nothing (decision 016). Triggers refuse what must not happen to
 * whoever comes; the role may not even ask. What it may is written anew by whoever prepares the database, as roles are
 * not part of a dump and the job queue brings tables of its own.
 */

/** Where the application removes rows: what is mended before it is submitted, and what only lives for a while. */
const REMOVABLE = [
	"application_document",
	"audit_waiting",
	"claim_line",
	"identity_mail",
	"invoice",
	"kept_form",
	"known_browser",
	"newcomer_upload",
	"person_session",
	"rate_limit",
	"second_factor",
	"vault_document",
	"verification",
];

/** Moved by a trigger alone. */
const TRIGGERED = ["stored_total"];

/** Written by migrations alone. */
const MIGRATIONS = ["migration", "migration_lock"];

/** The user of the address owns the tables, or there are none yet: it prepares the database. */
export async function isOwner(pool: pg.Pool): Promise<boolean> {
	const { rows } = await pool.query<{ owned: boolean }>(
		"select pg_has_role(relowner, 'usage') as owned from pg_class where oid = to_regclass('public.audit_entry')",
	);
	return rows[0]?.owned ?? true;
}

/**
 * Sees to it that the role exists and that the user of the address may work as it. Roles belong to the whole server, so
 * another database's process may be doing the same: what counts is how it stands afterwards.
 *
 * @throws Error with the two statements by which an administrator mends it.
 */
export async function ensureRole(pool: pg.Pool, role: string): Promise<void> {
	const mayWorkAs = async () => {
		const { rows } = await pool.query<{ may: boolean }>(
			"select pg_has_role(oid, 'set') as may from pg_roles where rolname = $1",
			[role],
		);
		return rows[0]?.may ?? false;
	};
	if (await mayWorkAs()) return;
	const attempts = [`create role ${role} nologin`, `grant ${role} to current_user with inherit false, set true`];
	const failures: unknown[] = [];
	for (const statement of attempts) {
		await pool.query(statement).catch((error: unknown) => failures.push(error));
		if (await mayWorkAs()) return;
	}
	const { rows } = await pool.query<{ name: string }>("select quote_ident(current_user) as name");
	throw new Error(
		`The servers work as the database role ${role}, which the user of DATABASE_URL can neither make nor become. ` +
			`Let an administrator of the PostgreSQL server run once:\n` +
			`  create role ${role} nologin;   -- unless it exists\n  grant ${role} to ${rows[0]?.name};`,
		{ cause: failures.at(-1) },
	);
}

/** Tables whose rows a trigger of `refuse_change` keeps from being changed. */
async function findUnchangeable(trx: Transaction<Tables>): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select distinct relname as name from pg_trigger join pg_class on pg_class.oid = tgrelid
		where tgfoid = 'refuse_change'::regproc and relnamespace = 'public'::regnamespace and tgtype & 16 <> 0`.execute(
		trx,
	);
	return rows.map(({ name }) => name);
}

/**
 * Writes anew what the role may: read everything and add rows everywhere; change rows where no trigger refuses it; remove
 * them where it is named above. A balance it can neither set nor change: only the trigger of an entry does.
 */
export async function grantPrivileges(db: Database, role: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const run = (statement: string) => sql.raw(statement).execute(trx);
		const unchangeable = new Set([...(await findUnchangeable(trx)), ...MIGRATIONS, ...TRIGGERED, "ledger_account"]);
		const { rows } = await sql<{ name: string }>`
			select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`.execute(trx);
		const changeable = rows.map(({ name }) => name).filter((name) => !unchangeable.has(name));
		await run(`revoke all on all tables in schema public from ${role}`);
		await run(`grant usage on schema public to ${role}`);
		await run(`grant select, insert on all tables in schema public to ${role}`);
		await run(`grant update on ${changeable.join(", ")} to ${role}`);
		await run(`grant delete on ${REMOVABLE.join(", ")} to ${role}`);
		await run(`revoke insert on ${[...MIGRATIONS, ...TRIGGERED, "ledger_account"].join(", ")} from ${role}`);
		await run(`grant insert (kind, book, owner, floor_dong, cap_dong), update (cap_dong) on ledger_account to ${role}`);
		await grantJobs(trx, role);
	});
}

/** The queue's tables have row security switched on and no policy, which shuts out everybody but their owner. */
async function grantJobs(trx: Transaction<Tables>, role: string): Promise<void> {
	const run = (statement: string) => sql.raw(statement).execute(trx);
	await run(`grant usage on schema graphile_worker to ${role}`);
	await run(`grant select, insert, update, delete on all tables in schema graphile_worker to ${role}`);
	await run(`revoke insert, update, delete on graphile_worker.migrations from ${role}`);
	const { rows } = await sql<{ name: string }>`
		select pg_class.oid::regclass::text as name from pg_class
		where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
		and not exists (select 1 from pg_policy where polrelid = pg_class.oid and polname = ${role})`.execute(trx);
	for (const { name } of rows) await run(`create policy ${role} on ${name} to ${role} using (true) with check (true)`);
}
