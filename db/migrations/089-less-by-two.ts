import { type Kysely, sql } from "kysely";

/**
 * Room application: the files of a draft that nobody touches may go, after its people were told, and so may files that were
 * taken out; never one that was submitted. Room recovery: to ask less than two have confirmed takes two.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await documents(db);
	await recoveries(db);
}

async function documents(db: Kysely<unknown>): Promise<void> {
	await sql`alter table application add column files_end_told_at timestamptz`.execute(db);
	await sql`
		create or replace function application_document_frozen() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' then
				if exists (select from submission_document where document_id = old.id) then
					raise exception 'a document that was submitted stays' using errcode = 'restrict_violation', constraint = 'application_document_frozen';
				end if;
				return old;
			end if;
			if row(new.file_id, new.file_name, new.kind, new.line_id, new.sha256, new.application_id)
				is distinct from row(old.file_id, old.file_name, old.kind, old.line_id, old.sha256, old.application_id) then
				raise exception 'a document is never changed' using errcode = 'restrict_violation', constraint = 'application_document_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create index submission_document_document on submission_document (document_id)`.execute(db);
	// For the owner: the servers' role removes no file by itself, and what is still referred to is kept by its keys.
	await sql`
		create function remove_unused_files(ids uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
			delete from stored_file where id = any(ids)
				and not exists (select from application_document where file_id = stored_file.id)
		$$`.execute(db);
	// Where a file is looked for before it goes.
	for (const table of ["application_document", "claim_document", "certificate", "bank_answer", "agreement_copy"]) {
		await sql`create index ${sql.ref(`${table}_file`)} on ${sql.table(table)} (file_id)`.execute(db);
	}
}

async function recoveries(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table recovery
			add column proposal jsonb,
			add column proposed_at timestamptz,
			add column proposed_by text references person,
			add column proposal_confirmed_by text references person,
			add constraint recovery_proposal_whole check (
				(proposal is null) = (proposed_at is null) and (proposal is null) = (proposed_by is null)),
			add constraint recovery_proposal_two_persons check (
				proposal_confirmed_by is null or (proposed_by is not null and proposal_confirmed_by <> proposed_by))`.execute(
		db,
	);
	await sql`
		create function recovery_less_by_two() returns trigger language plpgsql as $$
		begin
			if new.proposal_confirmed_by is null or old.proposal_confirmed_by is not null then
				raise exception 'to ask less takes two' using errcode = 'restrict_violation', constraint = 'recovery_less_by_two';
			end if;
			return new;
		end $$`.execute(db);
	// At the end, when what it also needs to hold, such as the parts, was looked at.
	await sql`
		create constraint trigger recovery_two_ask_less after update on recovery deferrable initially deferred for each row
		when (old.confirmed_by is not null and ((new.state = 'dropped' and old.state <> 'dropped') or new.amount_dong < old.amount_dong))
		execute function recovery_less_by_two()`.execute(db);
	const newlyGiven = [
		["recovery_proposal", "new.proposed_at is distinct from old.proposed_at", "proposed_by", "proposed_at"],
		[
			"recovery_proposal_confirmed",
			"old.proposal_confirmed_by is null and new.proposal_confirmed_by is not null",
			"proposal_confirmed_by",
			"decided_at",
		],
	] as const;
	for (const [name, when, by, at] of newlyGiven) {
		await sql`create trigger ${sql.ref(`${name}_newly_given`)} before update on recovery for each row
			when (${sql.raw(when)}) execute function refuse_newly_given(${sql.lit(by)}, ${sql.lit(at)}, 'finance_officer')`.execute(
			db,
		);
	}
	await sql`alter table recovery_event drop constraint recovery_event_what_check`.execute(db);
	await sql`
		alter table recovery_event add constraint recovery_event_what_check check (what in
			('made', 'confirmed', 'agreed', 'contested', 'planned', 'kept', 'lower-proposed', 'drop-proposed',
			'proposal-declined', 'lowered', 'dropped', 'received', 'receipt-corrected', 'settled'))`.execute(db);
}
