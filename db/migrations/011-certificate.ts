import { type Kysely, sql } from "kysely";

/** Room certificate: what was certified, under a code short enough to type. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table certificate (
			id uuid primary key,
			code text not null constraint certificate_code_once unique check (code ~ '^[2-9A-HJKMNP-Z]{8}$'),
			kind text not null check (kind in ('completion', 'funding-decision', 'assessment')),
			application_id uuid references application,
			business_id uuid not null references business,
			locale text not null check (locale in ('vi', 'en')),
			facts jsonb not null,
			file_id uuid not null references stored_file,
			sha256 text not null,
			issued_at timestamptz not null,
			withdrawn_at timestamptz,
			withdrawn_because text check (withdrawn_because in ('lapsed', 'cancelled', 'other')),
			withdrawn_reason text,
			replaced_by uuid references certificate deferrable initially deferred,
			constraint certificate_withdrawn_because check ((withdrawn_at is null) = (withdrawn_because is null)),
			constraint certificate_reason_in_words check ((withdrawn_because is not distinct from 'other') = (withdrawn_reason is not null))
		)`.execute(db);
	await sql`create index certificate_business on certificate (business_id, issued_at)`.execute(db);
	await sql`create unique index certificate_once on certificate (application_id, kind, locale) where withdrawn_at is null and replaced_by is null`.execute(
		db,
	);
	// Withdrawn or replaced once, and for good.
	await sql`
		create function certificate_frozen() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or row(new.id, new.code, new.kind, new.application_id, new.business_id, new.locale, new.facts, new.file_id, new.sha256, new.issued_at)
				is distinct from row(old.id, old.code, old.kind, old.application_id, old.business_id, old.locale, old.facts, old.file_id, old.sha256, old.issued_at)
				or old.withdrawn_at is not null or old.replaced_by is not null then
				raise exception 'a certificate is never changed' using errcode = 'restrict_violation', constraint = 'certificate_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger certificate_frozen before update or delete on certificate for each row execute function certificate_frozen()`.execute(
		db,
	);
}
