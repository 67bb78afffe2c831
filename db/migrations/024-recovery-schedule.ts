import { type Kysely, sql } from "kysely";

/**
 * Room recovery: in how many parts a business pays back, who answered its contest, and the trail of every step. The law
 * names no parts (Decree 80/2021/ND-CP, article 31); whatever parts there are, they add up to what is asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table recovery add column decided_at timestamptz, add column decided_by text references person,
		add constraint recovery_decided_by_another check (decided_by <> made_by)`.execute(db);
	// The id is the key of the form. Lowering the amount makes a plan anew: the last one holds.
	await sql`
		create table recovery_plan (
			id uuid primary key,
			recovery_id uuid not null references recovery,
			number int not null check (number > 0),
			received_dong bigint not null check (received_dong >= 0),
			made_at timestamptz not null,
			made_by text not null references person,
			made_by_name text not null,
			constraint recovery_plan_number unique (recovery_id, number)
		)`.execute(db);
	await sql`
		create table recovery_instalment (
			plan_id uuid not null references recovery_plan,
			number int not null check (number > 0),
			due_on date not null,
			amount_dong bigint not null check (amount_dong > 0),
			primary key (plan_id, number)
		)`.execute(db);
	for (const table of ["recovery_plan", "recovery_instalment"]) {
		await sql`create trigger ${sql.raw(table)}_append_only before update or delete on ${sql.table(table)}
			for each row execute function refuse_change()`.execute(db);
	}
	await planGuards(db);
	await trail(db);
}

/** A plan says truly what has come back, now or when it was first made, and its parts add up to the rest, at every commit. */
async function planGuards(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function recovery_plan_guard() returns trigger language plpgsql as $$
		declare now_state text; received bigint; before bigint;
		begin
			select state into now_state from recovery where id = new.recovery_id for update;
			-- Whether a receipt counts is said by migration 028.
			select coalesce(sum(amount_dong), 0) into received from recovery_receipt
				where recovery_id = new.recovery_id and recovery_receipt_counts(id);
			select received_dong into before from recovery_plan where recovery_id = new.recovery_id order by number desc limit 1;
			if now_state is distinct from 'due' or new.received_dong not in (received, coalesce(before, received)) then
				raise exception 'a plan is made of what is due' using errcode = 'restrict_violation', constraint = 'recovery_plan_of_due';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger recovery_plan_guard before insert on recovery_plan for each row execute function recovery_plan_guard()`.execute(
		db,
	);
	await sql`
		create function recovery_plan_covers() returns trigger language plpgsql as $$
		declare of_recovery uuid; last_plan record; asked bigint; parts bigint; misplaced boolean;
		begin
			if tg_table_name = 'recovery' then of_recovery := new.id;
			elsif tg_table_name = 'recovery_plan' then of_recovery := new.recovery_id;
			else select recovery_id into of_recovery from recovery_plan where id = new.plan_id;
			end if;
			select id, received_dong into last_plan from recovery_plan where recovery_id = of_recovery order by number desc limit 1;
			if not found then return null; end if;
			select amount_dong into asked from recovery where id = of_recovery;
			select coalesce(sum(amount_dong), 0), coalesce(bool_or(later.misplaced), false) into parts, misplaced
				from (select amount_dong, due_on <= lag(due_on) over (order by number) as misplaced
					from recovery_instalment where plan_id = last_plan.id) later;
			if parts + last_plan.received_dong <> asked or misplaced then
				raise exception 'the parts of a plan follow each other and add up to what is asked'
					using errcode = 'restrict_violation', constraint = 'recovery_plan_covers';
			end if;
			return null;
		end $$`.execute(db);
	for (const event of [
		"insert on recovery_plan",
		"insert on recovery_instalment",
		"update of amount_dong on recovery",
	]) {
		const name = `${event.split(" ").at(-1)}_covers`;
		await sql`create constraint trigger ${sql.raw(name)} after ${sql.raw(event)} deferrable initially deferred
			for each row execute function recovery_plan_covers()`.execute(db);
	}
}

/** What happened to a recovery, also before the business knows of it. What was told to the application so far is taken over. */
async function trail(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table recovery_event (
			id bigint generated always as identity primary key,
			recovery_id uuid not null references recovery,
			at timestamptz not null,
			what text not null check (what in
				('made', 'confirmed', 'agreed', 'contested', 'planned', 'kept', 'lowered', 'dropped', 'received',
				'receipt-corrected', 'settled')),
			side text not null check (side in ('business', 'city')),
			actor_id text references person,
			actor_name text not null,
			facts jsonb not null default '{}'
		)`.execute(db);
	await sql`create index recovery_event_recovery on recovery_event (recovery_id, id)`.execute(db);
	await sql`create trigger recovery_event_append_only before update or delete on recovery_event for each row execute function refuse_change()`.execute(
		db,
	);
	await sql`
		insert into recovery_event (recovery_id, at, what, side, actor_id, actor_name, facts)
		select recovery.id, recovery.made_at, 'made', 'city', person.id, person.name,
			jsonb_build_object('amountDong', recovery.amount_dong::text, 'reason', recovery.reason)
		from recovery join person on person.id = recovery.made_by order by recovery.made_at, recovery.reference`.execute(
		db,
	);
	await sql`
		insert into recovery_event (recovery_id, at, what, side, actor_id, actor_name, facts)
		select recovery.id, event.at,
			case event.what when 'recovery-notified' then 'confirmed' else substr(event.what, length('recovery-') + 1) end,
			event.side, event.actor_id, event.actor_name, event.facts - 'recovery'
		from application_event event join recovery on recovery.reference = event.facts->>'recovery'
		where event.what like 'recovery-%' order by event.id`.execute(db);
}
