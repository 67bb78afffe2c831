import { type Kysely, sql } from "kysely";

/**
 * Rooms application and review: under which name a line's solution or adviser is looked up, how its provider is reached, and
 * what a person found on a condition that no machine can check.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table cost_line
			add listing_name text not null default '',
			add provider_representative text not null default '',
			add provider_address text not null default '',
			add provider_phone text not null default '',
			add provider_email text not null default ''`.execute(db);
	await sql`create index cost_line_provider on cost_line (split_part(provider_tax_code, '-', 1))`.execute(db);
	// Two findings of one moment have an order too: the later one counts. `condition` is a hash of what is judged: it stays the same when an application is submitted again without a change.
	await sql`
		create table finding (
			id uuid primary key,
			number bigint generated always as identity,
			application_id uuid not null references application,
			submission_id uuid not null references submission,
			condition text not null check (condition ~ '^[0-9a-f]{64}$'),
			what text not null,
			support_item_code text,
			result text not null check (result in ('met', 'not-met', 'ask')),
			looked_at text not null check (length(looked_at) between 1 and 2000),
			looked_on date not null,
			found_by text not null references person,
			found_by_name text not null,
			found_at timestamptz not null
		)`.execute(db);
	await sql`create index finding_application on finding (application_id, condition, number)`.execute(db);
	// What stood when it was decided.
	await sql`
		create table decision_finding (
			decision_id uuid not null references decision,
			finding_id uuid not null references finding,
			primary key (decision_id, finding_id)
		)`.execute(db);
	for (const table of ["finding", "decision_finding"]) {
		await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(
			db,
		);
	}
	await sql`
		create function decision_finding_fits() returns trigger language plpgsql as $$
		begin
			if not exists (select from decision join finding on finding.application_id = decision.application_id
				where decision.id = new.decision_id and finding.id = new.finding_id and decision.xmin = pg_current_xact_id()::xid) then
				raise exception 'a decision rests on the findings of its own file, from the moment that it is made'
					using errcode = 'restrict_violation', constraint = 'decision_finding_fits';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger decision_finding_fits before insert on decision_finding for each row execute function decision_finding_fits()`.execute(
		db,
	);
}
