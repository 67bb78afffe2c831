import { type Kysely, sql } from "kysely";

/**
 * Room audit: the append-only, hash-chained log. The chain is made by the database itself, so that no writer can
 * forget it; `audit_entry_hash` is used by the trigger and by the check.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table audit_entry (
			id bigint primary key,
			at timestamptz not null,
			actor_kind text not null check (actor_kind in ('person', 'visitor', 'system')),
			actor_id text,
			actor_name text not null,
			action text not null,
			subject_kind text not null,
			subject_id text not null,
			subject_label text not null,
			facts jsonb not null default '{}',
			request_id text,
			previous_hash bytea not null,
			hash bytea not null
		)`.execute(db);
	await sql`create index audit_entry_subject on audit_entry (subject_kind, subject_id, id)`.execute(db);
	await sql`create index audit_entry_actor on audit_entry (actor_id, id)`.execute(db);
	await sql`create index audit_entry_action on audit_entry (action, id)`.execute(db);

	await sql`
		create function audit_entry_hash(entry audit_entry) returns bytea language sql stable as $$
			select sha256(convert_to(jsonb_build_array(
				entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
				entry.actor_kind, entry.actor_id, entry.actor_name, entry.action,
				entry.subject_kind, entry.subject_id, entry.subject_label, entry.facts, entry.request_id,
				encode(entry.previous_hash, 'hex')
			)::text, 'UTF8'))
		$$`.execute(db);
	// The lock is held until commit: the next writer then sees this entry as the last one, and numbers have no gaps.
	await sql`
		create function audit_entry_chain() returns trigger language plpgsql as $$
		declare last record;
		begin
			perform pg_advisory_xact_lock(hashtextextended('audit_entry', 0));
			select id, hash into last from audit_entry order by id desc limit 1;
			new.id := coalesce(last.id, 0) + 1;
			new.previous_hash := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
			new.hash := audit_entry_hash(new);
			return new;
		end $$`.execute(db);
	await sql`create trigger audit_entry_chain before insert on audit_entry for each row execute function audit_entry_chain()`.execute(
		db,
	);

	// Shared by every table of the project whose rows are never changed.
	await sql`
		create function refuse_change() returns trigger language plpgsql as $$
		begin
			raise exception 'rows of % are never changed or removed', tg_table_name
				using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
		end $$`.execute(db);
	await sql`create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change()`.execute(
		db,
	);
	await sql`create trigger audit_entry_no_truncate before truncate on audit_entry for each statement execute function refuse_change()`.execute(
		db,
	);
}
