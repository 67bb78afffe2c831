import { type Kysely, sql } from "kysely";

/**
 * Room ledger: accounts, transfers and their entries in whole đồng. The database keeps the promises: entries of a
 * transfer sum to zero, nothing is changed afterwards, a balance is always the sum of its entries and stays between
 * the account's floor and cap.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table ledger_account (
			id bigint generated always as identity primary key,
			kind text not null,
			book text not null,
			owner text not null,
			balance_dong bigint not null default 0,
			floor_dong bigint,
			cap_dong bigint,
			constraint ledger_account_once unique (kind, book, owner),
			constraint ledger_account_floor check (floor_dong is null or balance_dong >= floor_dong),
			constraint ledger_account_cap check (cap_dong is null or balance_dong <= cap_dong)
		)`.execute(db);
	await sql`create index ledger_account_book on ledger_account (book, kind)`.execute(db);
	await sql`
		create table ledger_transfer (
			id uuid primary key default gen_random_uuid(),
			key text not null constraint ledger_transfer_key unique,
			reason text not null,
			why text,
			at timestamptz not null,
			actor_id text,
			actor_name text not null,
			reverses uuid references ledger_transfer constraint ledger_transfer_reversed_once unique
		)`.execute(db);
	await sql`
		create table ledger_entry (
			id bigint generated always as identity primary key,
			transfer_id uuid not null references ledger_transfer,
			account_id bigint not null references ledger_account,
			amount_dong bigint not null check (amount_dong <> 0),
			balance_after_dong bigint not null
		)`.execute(db);
	await sql`create index ledger_entry_account on ledger_entry (account_id, id)`.execute(db);
	await sql`create index ledger_entry_transfer on ledger_entry (transfer_id)`.execute(db);

	await sql`
		create function ledger_entry_apply() returns trigger language plpgsql as $$
		begin
			update ledger_account set balance_dong = balance_dong + new.amount_dong
				where id = new.account_id returning balance_dong into new.balance_after_dong;
			return new;
		end $$`.execute(db);
	await sql`create trigger ledger_entry_apply before insert on ledger_entry for each row execute function ledger_entry_apply()`.execute(
		db,
	);
	// A balance moves only through an entry: a direct update arrives at trigger depth 1.
	await sql`
		create function ledger_account_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' and new.balance_dong <> 0 then
				raise exception 'an account opens at zero' using errcode = 'restrict_violation', constraint = 'ledger_account_by_entry';
			end if;
			if tg_op = 'UPDATE' and new.balance_dong <> old.balance_dong and pg_trigger_depth() < 2 then
				raise exception 'a balance changes only by an entry' using errcode = 'restrict_violation', constraint = 'ledger_account_by_entry';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger ledger_account_guard before insert or update on ledger_account for each row execute function ledger_account_guard()`.execute(
		db,
	);
	await sql`
		create function ledger_transfer_balances() returns trigger language plpgsql as $$
		declare total bigint; lines int;
		begin
			select coalesce(sum(amount_dong), 0), count(*) into total, lines from ledger_entry where transfer_id = new.id;
			if total <> 0 or lines < 2 then
				raise exception 'entries of transfer % sum to % in % lines', new.id, total, lines
					using errcode = 'restrict_violation', constraint = 'ledger_transfer_balanced';
			end if;
			return null;
		end $$`.execute(db);
	await sql`create constraint trigger ledger_transfer_balanced after insert on ledger_transfer deferrable initially deferred for each row execute function ledger_transfer_balances()`.execute(
		db,
	);
	// A transfer is complete when its transaction ends: a later entry would unbalance it.
	await sql`
		create function ledger_entry_same_transaction() returns trigger language plpgsql as $$
		begin
			if not exists (select 1 from ledger_transfer where id = new.transfer_id and xmin = pg_current_xact_id()::xid) then
				raise exception 'entries are added only together with their transfer'
					using errcode = 'restrict_violation', constraint = 'ledger_entry_same_transaction';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger ledger_entry_0_same_transaction before insert on ledger_entry for each row execute function ledger_entry_same_transaction()`.execute(
		db,
	);
	for (const table of ["ledger_transfer", "ledger_entry"]) {
		await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(
			db,
		);
		await sql`create trigger ${sql.ref(`${table}_no_truncate`)} before truncate on ${sql.table(table)} for each statement execute function refuse_change()`.execute(
			db,
		);
	}
	await sql`create trigger ledger_account_kept before delete on ledger_account for each row execute function refuse_change()`.execute(
		db,
	);
}
