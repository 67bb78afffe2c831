import { type Kysely, sql } from "kysely";

/** Room application: documents that a business keeps before it uses them in an application (decision 054). */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table vault_document (
			id uuid primary key,
			business_id uuid not null references business,
			kind text not null check (kind in ('quotation', 'financial-report', 'other')),
			is_guess boolean not null,
			file_id uuid not null references stored_file,
			replaces_file_id uuid references stored_file on delete set null,
			file_name text not null,
			media_type text not null,
			byte_size bigint not null,
			sha256 text not null,
			sent_at timestamptz not null,
			sent_by text not null,
			removed_at timestamptz,
			constraint vault_document_same_once unique (business_id, sha256)
		)`.execute(db);
	await sql`create index vault_document_file on vault_document (file_id)`.execute(db);
	await sql`create index vault_document_replaces on vault_document (replaces_file_id) where replaces_file_id is not null`.execute(
		db,
	);
	// What a document is may be said anew; its bytes and whose it is may not.
	await sql`
		create function vault_document_kept() returns trigger language plpgsql as $$
		begin
			if row(new.file_id, new.sha256, new.byte_size, new.business_id)
				is distinct from row(old.file_id, old.sha256, old.byte_size, old.business_id) then
				raise exception 'the bytes of a document are never changed' using errcode = 'restrict_violation', constraint = 'vault_document_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger vault_document_kept before update on vault_document for each row execute function vault_document_kept()`.execute(
		db,
	);
	// A file that stands in the vault is needed, whatever draft it was taken out of.
	await sql`
		create or replace function remove_unused_files(ids uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
			delete from stored_file where id = any(ids)
				and not exists (select from application_document where file_id = stored_file.id)
				and not exists (select from vault_document where file_id = stored_file.id)
		$$`.execute(db);
}
