import { type Kysely, sql } from "kysely";

/** Room application: the draft as typed, submissions frozen by the database, documents, events. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table application (
			id uuid primary key,
			reference text not null constraint application_reference_once unique,
			business_id uuid not null references business,
			programme_id text not null references programme,
			association_id text references association,
			assessment_id uuid references assessment,
			state text not null check (state in ('draft', 'submitted', 'in_review', 'changes_requested', 'recommended',
				'approved', 'rejected', 'agreed', 'completed', 'lapsed', 'withdrawn', 'cancelled')),
			draft jsonb not null default '{}',
			draft_version integer not null default 1,
			created_at timestamptz not null,
			created_by text not null,
			saved_at timestamptz not null,
			submitted_at timestamptz,
			submission_id uuid,
			answer_due_on date,
			size_class text check (size_class in ('micro', 'small', 'medium')),
			total_dong bigint check (total_dong > 0),
			allowed_dong bigint check (allowed_dong >= 0),
			approved_dong bigint check (approved_dong > 0),
			decided_at timestamptz,
			completed_at timestamptz,
			constraint application_submitted_complete check (
				state in ('draft', 'withdrawn') or (submitted_at is not null and submission_id is not null and association_id is not null))
		)`.execute(db);
	await sql`create index application_business on application (business_id, created_at)`.execute(db);
	await sql`create index application_queue on application (association_id, state, answer_due_on)`.execute(db);
	await sql`create index application_programme on application (programme_id, state)`.execute(db);

	// The year's ceilings are counted by tax code: once something was submitted under it, it stays.
	await sql`
		create function business_tax_code_kept() returns trigger language plpgsql as $$
		begin
			if row(new.tax_code, new.branch) is distinct from row(old.tax_code, old.branch)
				and exists (select 1 from application where business_id = new.id and submitted_at is not null) then
				raise exception 'the tax code of an applicant stays' using errcode = 'restrict_violation', constraint = 'business_tax_code_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger business_tax_code_kept before update on business for each row execute function business_tax_code_kept()`.execute(
		db,
	);

	await sql`
		create table submission (
			id uuid primary key,
			application_id uuid not null references application,
			number integer not null,
			programme_version_id uuid not null references programme_version,
			business_facts jsonb not null,
			outcomes jsonb not null,
			size_class text not null,
			total_dong bigint not null check (total_dong > 0),
			allowed_dong bigint not null check (allowed_dong >= 0 and allowed_dong <= total_dong),
			submitted_at timestamptz not null,
			submitted_by text not null,
			submitted_by_name text not null,
			constraint submission_number_once unique (application_id, number)
		)`.execute(db);
	await sql`alter table application add foreign key (submission_id) references submission deferrable initially deferred`.execute(
		db,
	);
	// `line_id` is the line's id in the draft: the same line has it in every submission, and its quotation names it.
	await sql`
		create table cost_line (
			id uuid primary key default gen_random_uuid(),
			submission_id uuid not null references submission,
			position integer not null,
			line_id uuid not null,
			support_item_code text not null,
			description text not null,
			provider_name text not null,
			provider_tax_code text not null,
			price_dong bigint not null check (price_dong > 0),
			allowed_dong bigint not null check (allowed_dong >= 0 and allowed_dong <= price_dong),
			constraint cost_line_position_once unique (submission_id, position)
		)`.execute(db);
	await sql`
		create table application_document (
			id uuid primary key,
			application_id uuid not null references application,
			kind text not null check (kind in ('quotation', 'financial-report', 'other')),
			line_id uuid,
			file_id uuid not null references stored_file,
			file_name text not null,
			media_type text not null,
			byte_size bigint not null,
			sha256 text not null,
			uploaded_at timestamptz not null,
			uploaded_by text not null,
			removed_at timestamptz
		)`.execute(db);
	await sql`create index application_document_application on application_document (application_id)`.execute(db);
	await sql`
		create table submission_document (
			submission_id uuid not null references submission,
			document_id uuid not null references application_document,
			primary key (submission_id, document_id)
		)`.execute(db);
	for (const table of ["submission", "cost_line", "submission_document"]) {
		await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(
			db,
		);
	}
	// Lines and documents belong to the moment of submission: none is added later, in another transaction.
	await sql`
		create function submission_closed() returns trigger language plpgsql as $$
		begin
			if not exists (select 1 from submission where id = new.submission_id and xmin = pg_current_xact_id()::xid) then
				raise exception 'what was submitted is never changed' using errcode = 'restrict_violation', constraint = 'submission_closed';
			end if;
			return new;
		end $$`.execute(db);
	for (const table of ["cost_line", "submission_document"]) {
		await sql`create trigger ${sql.ref(`${table}_closed`)} before insert on ${sql.table(table)} for each row execute function submission_closed()`.execute(
			db,
		);
	}
	await sql`
		create function application_document_frozen() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or row(new.file_id, new.file_name, new.kind, new.line_id, new.sha256, new.application_id)
				is distinct from row(old.file_id, old.file_name, old.kind, old.line_id, old.sha256, old.application_id) then
				raise exception 'a document is never changed' using errcode = 'restrict_violation', constraint = 'application_document_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger application_document_frozen before update or delete on application_document for each row execute function application_document_frozen()`.execute(
		db,
	);
	// Every change of state, and other things worth telling the people of the file.
	await sql`
		create table application_event (
			id bigint generated always as identity primary key,
			application_id uuid not null references application,
			at timestamptz not null,
			what text not null,
			from_state text,
			to_state text,
			actor_id text,
			actor_name text not null,
			side text not null check (side in ('business', 'association', 'city', 'system')),
			facts jsonb not null default '{}'
		)`.execute(db);
	await sql`create index application_event_application on application_event (application_id, id)`.execute(db);
	await sql`create trigger application_event_append_only before update or delete on application_event for each row execute function refuse_change()`.execute(
		db,
	);
}
