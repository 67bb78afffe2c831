import { type Kysely, sql } from "kysely";

/**
 * Rooms claim and disbursement: a certificate was withdrawn, or money that was paid is asked back, so nothing more is paid
 * of the application until somebody has decided. The locks on the application make a stop and a step of its money come one
 * after the other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await stops(db);
	await nothingMoves(db);
	await takenOut(db);
	await endedClaims(db);
}

async function stops(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table payment_stop (
			id uuid primary key,
			application_id uuid not null references application,
			certificate_id uuid references certificate constraint payment_stop_certificate_once unique,
			recovery_id uuid references recovery constraint payment_stop_recovery_once unique,
			reason text not null check (reason <> ''),
			stopped_at timestamptz not null,
			stopped_by text not null references person,
			stopped_by_name text not null,
			decision text check (decision in ('go-on', 'end', 'dropped')),
			decided_at timestamptz,
			decided_by text references person,
			decided_by_name text,
			decision_reason text check (decision_reason <> ''),
			constraint payment_stop_one_cause check (num_nonnulls(certificate_id, recovery_id) = 1),
			constraint payment_stop_decided check (num_nulls(decision, decided_at, decided_by, decided_by_name, decision_reason) in (0, 5)),
			-- What was opened by mistake is dropped by whoever may drop it.
			constraint payment_stop_another_person check (decision = 'dropped' or decided_by <> stopped_by)
		)`.execute(db);
	await sql`create index payment_stop_application on payment_stop (application_id)`.execute(db);
	await sql`
		create function application_is_stopped(uuid) returns boolean language sql stable as $$
			select exists (select from payment_stop where application_id = $1 and decided_at is null)
		$$`.execute(db);
	await sql`
		create function payment_stop_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				perform from application where id = new.application_id for update;
				return new;
			end if;
			if tg_op = 'DELETE' or old.decided_at is not null
				or row(new.id, new.application_id, new.certificate_id, new.recovery_id, new.reason, new.stopped_at, new.stopped_by, new.stopped_by_name)
				is distinct from row(old.id, old.application_id, old.certificate_id, old.recovery_id, old.reason, old.stopped_at, old.stopped_by, old.stopped_by_name) then
				raise exception 'a stop is decided once' using errcode = 'restrict_violation', constraint = 'payment_stop_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger payment_stop_guard before insert or update or delete on payment_stop for each row execute function payment_stop_guard()`.execute(
		db,
	);
}

/** No claim is verified, and no payment enters a batch, is released or sent. */
async function nothingMoves(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function refuse_stopped() returns trigger language plpgsql as $$
		begin
			perform from application where id = new.application_id for share;
			if application_is_stopped(new.application_id) then
				raise exception 'payments of this application are stopped' using errcode = 'restrict_violation', constraint = 'refuse_stopped';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger claim_not_stopped before update on claim for each row
		when (new.state = 'verified' and old.state is distinct from 'verified') execute function refuse_stopped()`.execute(
		db,
	);
	await sql`
		create trigger disbursement_begun_not_stopped before insert on disbursement for each row execute function refuse_stopped()`.execute(
		db,
	);
	await sql`
		create trigger disbursement_not_stopped before update on disbursement for each row
		when ((new.batch_id is not null and new.batch_id is distinct from old.batch_id)
			or (new.state = 'sent' and old.state is distinct from 'sent')) execute function refuse_stopped()`.execute(db);
	await sql`
		create function payment_batch_not_stopped() returns trigger language plpgsql as $$
		begin
			perform from application where id in (select application_id from disbursement where batch_id = new.id) order by id for share;
			if exists (select from disbursement where batch_id = new.id and application_is_stopped(application_id)) then
				raise exception 'payments of an application in this batch are stopped'
					using errcode = 'restrict_violation', constraint = 'payment_batch_not_stopped';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger payment_batch_not_stopped before update on payment_batch for each row
		when (new.released_at is not null and old.released_at is null) execute function payment_batch_not_stopped()`.execute(
		db,
	);
}

/** A payment leaves a batch before it is sent, with a reason; the rest goes on. */
async function takenOut(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table batch_removal (
			batch_id uuid not null,
			disbursement_id uuid not null,
			removed_at timestamptz not null,
			removed_by text not null references person,
			removed_by_name text not null,
			reason text not null check (reason <> ''),
			primary key (batch_id, disbursement_id),
			foreign key (batch_id, disbursement_id) references batch_payment
		)`.execute(db);
	await sql`create trigger batch_removal_append_only before update or delete on batch_removal for each row execute function refuse_change()`.execute(
		db,
	);
	await sql`
		create function batch_removal_in_time() returns trigger language plpgsql as $$
		begin
			if exists (select from payment_batch where id = new.batch_id and exported_at is not null) then
				raise exception 'what was sent stays in its batch' using errcode = 'restrict_violation', constraint = 'batch_removal_in_time';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger batch_removal_in_time before insert on batch_removal for each row execute function batch_removal_in_time()`.execute(
		db,
	);
}

/** A verified claim is ended by the city while its payment is not with the bank: it earns nothing, its payment never goes. */
async function endedClaims(db: Kysely<unknown>): Promise<void> {
	await sql`alter table disbursement drop constraint disbursement_state_check,
		add constraint disbursement_state_check check (state in ('scheduled', 'sent', 'unknown', 'paid', 'failed', 'cancelled'))`.execute(
		db,
	);
	await sql`
		create function disbursement_cancelled() returns trigger language plpgsql as $$
		begin
			if old.state = 'cancelled' or old.state not in ('scheduled', 'failed') or new.batch_id is not null then
				raise exception 'only what is not with the bank is cancelled, for good'
					using errcode = 'restrict_violation', constraint = 'disbursement_cancelled';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger disbursement_cancelled before update on disbursement for each row
		when (new.state = 'cancelled' or old.state = 'cancelled') execute function disbursement_cancelled()`.execute(db);
	await sql`
		create or replace function claim_paid_kept() returns trigger language plpgsql as $$
		begin
			if row(new.application_id, new.kind, new.state, new.subsidy_dong, new.advance_offset_dong, new.retained_dong, new.retains_claim_id)
				is distinct from row(old.application_id, old.kind, old.state, old.subsidy_dong, old.advance_offset_dong, old.retained_dong, old.retains_claim_id)
				and exists (select 1 from disbursement where claim_id = old.id and (state <> 'cancelled' or new.state <> 'refused')) then
				raise exception 'a claim with a payment keeps its amounts' using errcode = 'restrict_violation', constraint = 'claim_paid_kept';
			end if;
			return new;
		end $$`.execute(db);
}
