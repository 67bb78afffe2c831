import { type Kysely, sql } from "kysely";

/**
 * Rooms programme and agreement: changes of a programme's budget and of its envelopes, and the closing of a year. Each is
 * proposed by one person and confirmed by another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await budgetChanges(db);
	await earlierAllotments(db);
	await budgetChangeGuard(db);
	await yearClosings(db);
	await yearClosingGuard(db);
	await closingSteps(db);
}

/** `booked_as` is the key of the transfer. Persons by id, as of a transfer: some of the earlier ones are the system's. */
async function budgetChanges(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table budget_change (
			id uuid primary key,
			reference text not null constraint budget_change_reference_once unique,
			programme_id text not null references programme,
			kind text not null check (kind in ('top-up', 'cut', 'allot', 'take-back', 'move')),
			from_association text references association,
			to_association text references association,
			amount_dong bigint not null check (amount_dong > 0),
			reason text not null check (reason <> ''),
			document_number text not null check (document_number <> ''),
			document_on date not null,
			state text not null check (state in ('proposed', 'confirmed', 'declined', 'withdrawn')),
			proposed_at timestamptz not null,
			proposed_by text not null,
			proposed_by_name text not null,
			ended_at timestamptz,
			ended_by text,
			ended_by_name text,
			end_reason text,
			booked_as text constraint budget_change_booked_once unique,
			constraint budget_change_sides check (
				(from_association is not null) = (kind in ('take-back', 'move'))
				and (to_association is not null) = (kind in ('allot', 'move'))
				and (from_association is null or from_association is distinct from to_association)),
			constraint budget_change_ended check (
				(state = 'proposed') = (ended_at is null) and (ended_at is null) = (ended_by is null)
				and (ended_at is null) = (ended_by_name is null)),
			constraint budget_change_two_persons check (state not in ('confirmed', 'declined') or ended_by <> proposed_by),
			constraint budget_change_withdrawn_by_proposer check (state <> 'withdrawn' or ended_by = proposed_by),
			constraint budget_change_declined_why check (state <> 'declined' or coalesce(end_reason, '') <> ''),
			constraint budget_change_booked check ((state = 'confirmed') = (booked_as is not null))
		)`.execute(db);
	await sql`create index budget_change_programme on budget_change (programme_id, proposed_at)`.execute(db);
}

/** What was allotted before a second person was asked for stands as it was booked: by one person. */
async function earlierAllotments(db: Kysely<unknown>): Promise<void> {
	await sql`
		insert into budget_change (id, reference, programme_id, kind, to_association, amount_dong, reason, document_number,
			document_on, state, proposed_at, proposed_by, proposed_by_name, ended_at, ended_by, ended_by_name, booked_as)
		select gen_random_uuid(), 'NS-' || year || '-' || lpad(number::text, 4, '0'), programme_id, 'allot', association_id,
			amount_dong, '–', '–', on_day, 'confirmed', at, coalesce(actor_id, 'system'), actor_name, at, 'before-two-persons', '', key
		from (
			select envelope.programme_id, envelope.association_id, entry.amount_dong, transfer.key, transfer.at,
				transfer.actor_id, transfer.actor_name, (transfer.at at time zone 'Asia/Ho_Chi_Minh')::date as on_day,
				extract(year from transfer.at at time zone 'Asia/Ho_Chi_Minh')::int as year,
				row_number() over (
					partition by extract(year from transfer.at at time zone 'Asia/Ho_Chi_Minh') order by transfer.at, entry.id
				) as number
			from ledger_transfer transfer join ledger_entry entry on entry.transfer_id = transfer.id and entry.amount_dong > 0
			join ledger_account account on account.id = entry.account_id and account.kind = 'available'
			join envelope on envelope.id::text = account.book
			where transfer.reason = 'allot'
		) earlier`.execute(db);
	await sql`
		insert into reference_counter (kind, year, last)
		select 'NS', split_part(reference, '-', 2)::int, count(*) from budget_change group by 2`.execute(db);
}

async function budgetChangeGuard(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function budget_change_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				if new.state <> 'proposed' then
					raise exception 'a change of the budget is proposed first' using errcode = 'restrict_violation', constraint = 'budget_change_proposed_first';
				end if;
				return new;
			end if;
			if tg_op = 'DELETE' or old.state <> 'proposed'
				or row(new.id, new.reference, new.programme_id, new.kind, new.from_association, new.to_association, new.amount_dong,
						new.reason, new.document_number, new.document_on, new.proposed_at, new.proposed_by, new.proposed_by_name)
					is distinct from row(old.id, old.reference, old.programme_id, old.kind, old.from_association, old.to_association,
						old.amount_dong, old.reason, old.document_number, old.document_on, old.proposed_at, old.proposed_by, old.proposed_by_name) then
				raise exception 'what was proposed and decided is kept' using errcode = 'restrict_violation', constraint = 'budget_change_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger budget_change_guard before insert or update or delete on budget_change for each row execute function budget_change_guard()`.execute(
		db,
	);
}

async function yearClosings(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table year_closing (
			id uuid primary key,
			reference text not null constraint year_closing_reference_once unique,
			programme_id text not null references programme,
			year integer not null check (year between 2000 and 9999),
			state text not null check (state in ('proposed', 'confirmed', 'done', 'declined', 'withdrawn')),
			proposed_at timestamptz not null,
			proposed_by text not null references person,
			proposed_by_name text not null,
			ended_at timestamptz,
			ended_by text references person,
			ended_by_name text,
			end_reason text,
			done_at timestamptz,
			lapsed_count integer,
			lapsed_dong bigint,
			stayed_count integer,
			stayed_dong bigint,
			returned_dong bigint,
			constraint year_closing_ended check (
				(state = 'proposed') = (ended_at is null) and (ended_at is null) = (ended_by is null)
				and (ended_at is null) = (ended_by_name is null)),
			constraint year_closing_two_persons check (state not in ('confirmed', 'done', 'declined') or ended_by <> proposed_by),
			constraint year_closing_withdrawn_by_proposer check (state <> 'withdrawn' or ended_by = proposed_by),
			constraint year_closing_declined_why check (state <> 'declined' or coalesce(end_reason, '') <> ''),
			constraint year_closing_counted check (
				case when state = 'done' then num_nulls(done_at, lapsed_count, lapsed_dong, stayed_count, stayed_dong, returned_dong) = 0
				else num_nonnulls(done_at, lapsed_count, lapsed_dong, stayed_count, stayed_dong, returned_dong) = 0 end)
		)`.execute(db);
	await sql`create unique index year_closing_one_live on year_closing (programme_id, year) where state in ('proposed', 'confirmed', 'done')`.execute(
		db,
	);
}

async function yearClosingGuard(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function year_closing_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				if new.state <> 'proposed' then
					raise exception 'a closing is proposed first' using errcode = 'restrict_violation', constraint = 'year_closing_proposed_first';
				end if;
				return new;
			end if;
			if tg_op = 'DELETE' or old.state not in ('proposed', 'confirmed') or (old.state = 'confirmed' and (new.state <> 'done'
					or row(new.ended_at, new.ended_by, new.ended_by_name) is distinct from row(old.ended_at, old.ended_by, old.ended_by_name)))
				or (old.state = 'proposed' and new.state = 'done')
				or row(new.id, new.reference, new.programme_id, new.year, new.proposed_at, new.proposed_by, new.proposed_by_name)
					is distinct from row(old.id, old.reference, old.programme_id, old.year, old.proposed_at, old.proposed_by, old.proposed_by_name) then
				raise exception 'what was proposed and decided is kept' using errcode = 'restrict_violation', constraint = 'year_closing_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger year_closing_guard before insert or update or delete on year_closing for each row execute function year_closing_guard()`.execute(
		db,
	);
}

/** What a closing did, step by step, so that it can be begun again: which reservations lapsed, what each envelope gave back. */
async function closingSteps(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table year_closing_lapse (
			application_id uuid primary key references application,
			closing_id uuid not null references year_closing,
			amount_dong bigint not null check (amount_dong > 0),
			at timestamptz not null
		)`.execute(db);
	await sql`create index year_closing_lapse_closing on year_closing_lapse (closing_id)`.execute(db);
	await sql`
		create table year_closing_return (
			closing_id uuid not null references year_closing,
			envelope_id uuid not null references envelope,
			amount_dong bigint not null check (amount_dong > 0),
			at timestamptz not null,
			primary key (closing_id, envelope_id)
		)`.execute(db);
	// The closing is held, so that it cannot be counted and done while a step of it is still under way.
	await sql`
		create function year_closing_step_guard() returns trigger language plpgsql as $$
		begin
			perform from year_closing where id = new.closing_id and state = 'confirmed' for share;
			if not found then
				raise exception 'only a confirmed closing goes on' using errcode = 'restrict_violation', constraint = 'year_closing_confirmed_first';
			end if;
			return new;
		end $$`.execute(db);
	for (const table of ["year_closing_lapse", "year_closing_return"]) {
		await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(
			db,
		);
		await sql`create trigger ${sql.ref(`${table}_guard`)} before insert on ${sql.table(table)} for each row execute function year_closing_step_guard()`.execute(
			db,
		);
	}
}
