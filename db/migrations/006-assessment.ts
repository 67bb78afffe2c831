import { type Kysely, sql } from "kysely";

/** Room assessment: versions of the questionnaire, and one business's answers to one version. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table framework (
			version integer primary key,
			content jsonb not null,
			effective_from date not null
		)`.execute(db);
	await sql`create trigger framework_append_only before update or delete on framework for each row execute function refuse_change()`.execute(
		db,
	);
	await sql`
		create table assessment (
			id uuid primary key,
			framework_version integer not null references framework,
			business_id uuid references business,
			person_id text references person,
			visitor_hash bytea,
			started_at timestamptz not null,
			saved_at timestamptz not null,
			completed_at timestamptz,
			level integer check (level between 0 and 5),
			score_tenths integer check (score_tenths between 0 and 1000),
			result jsonb,
			constraint assessment_result_when_complete check (
				(completed_at is null) = (level is null) and (completed_at is null) = (score_tenths is null)
				and (completed_at is null) = (result is null)),
			constraint assessment_has_keeper check (num_nonnulls(business_id, person_id, visitor_hash) >= 1)
		)`.execute(db);
	await sql`create index assessment_visitor on assessment (visitor_hash) where visitor_hash is not null`.execute(db);
	await sql`create index assessment_person on assessment (person_id) where person_id is not null`.execute(db);
	await sql`create index assessment_business on assessment (business_id, completed_at)`.execute(db);
	await sql`
		create table assessment_answer (
			assessment_id uuid not null references assessment on delete cascade,
			question_id text not null,
			score integer check (score between 0 and 5),
			answered_at timestamptz not null,
			primary key (assessment_id, question_id)
		)`.execute(db);
	// A completed assessment is evidence: its answers and its result stay as they were.
	await sql`
		create function assessment_frozen() returns trigger language plpgsql as $$
		declare completed timestamptz; subject uuid;
		begin
			if tg_table_name = 'assessment' then
				if old.completed_at is not null and (tg_op = 'DELETE' or
					row(new.framework_version, new.completed_at, new.level, new.score_tenths, new.result) is distinct from
					row(old.framework_version, old.completed_at, old.level, old.score_tenths, old.result)) then
					raise exception 'a completed assessment is never changed' using errcode = 'restrict_violation', constraint = 'assessment_frozen';
				end if;
			else
				subject := case when tg_op = 'DELETE' then old.assessment_id else new.assessment_id end;
				select completed_at into completed from assessment where id = subject;
				if completed is not null then
					raise exception 'a completed assessment is never changed' using errcode = 'restrict_violation', constraint = 'assessment_frozen';
				end if;
			end if;
			return case when tg_op = 'DELETE' then old else new end;
		end $$`.execute(db);
	await sql`create trigger assessment_frozen before update or delete on assessment for each row execute function assessment_frozen()`.execute(
		db,
	);
	await sql`create trigger assessment_answer_frozen before insert or update or delete on assessment_answer for each row execute function assessment_frozen()`.execute(
		db,
	);
}
