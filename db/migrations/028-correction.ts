import { type Kysely, sql } from "kysely";

/**
 * Room correction: a transfer that should not have been booked is reversed, proposed by one finance officer and confirmed
 * by another (Law on Accounting 88/2015/QH13, article 27: what is wrong in the books is not erased, an entry with the opposite
 * sign corrects it).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table correction (
			id uuid primary key,
			reference text not null constraint correction_reference_once unique,
			transfer_id uuid not null references ledger_transfer,
			application_id uuid not null references application,
			cause text not null check (cause in ('recorded-wrongly', 'taken-back')),
			reason text not null check (reason <> ''),
			state text not null check (state in ('proposed', 'confirmed', 'declined', 'withdrawn')),
			proposed_at timestamptz not null,
			proposed_by text not null references person,
			proposed_by_name text not null,
			ended_at timestamptz,
			ended_by text references person,
			ended_by_name text,
			ended_reason text check (ended_reason <> ''),
			reversal_id uuid constraint correction_reversal_once unique references ledger_transfer,
			constraint correction_ended check ((state = 'proposed') = (ended_by is null) and num_nulls(ended_at, ended_by, ended_by_name) in (0, 3)),
			constraint correction_two_persons check (state not in ('confirmed', 'declined') or ended_by <> proposed_by),
			constraint correction_own_withdrawal check (state <> 'withdrawn' or ended_by = proposed_by),
			constraint correction_reversed check ((state = 'confirmed') = (reversal_id is not null)),
			constraint correction_declined_why check ((state = 'declined') = (ended_reason is not null))
		)`.execute(db);
	await sql`create index correction_application on correction (application_id)`.execute(db);
	// A transfer is corrected once; one that was declined or withdrawn may be proposed again.
	await sql`create unique index correction_one_live on correction (transfer_id) where state in ('proposed', 'confirmed')`.execute(
		db,
	);
	// What a payment was booked by, once or, after a correction, again.
	await sql`create index ledger_transfer_pay on ledger_transfer (why) where reason = 'pay'`.execute(db);
	await correctionGuards(db);
	await paymentGuard(db);
	await receiptGuards(db);
	await stripeGuard(db);
}

/** What was proposed stays as it was, what has ended stays ended, and nothing is reversed without a confirmed correction. */
async function correctionGuards(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function correction_guard() returns trigger language plpgsql as $$
		declare original ledger_transfer;
		begin
			if tg_op = 'DELETE' then
				raise exception 'a correction is kept' using errcode = 'restrict_violation', constraint = 'correction_kept';
			end if;
			select * into original from ledger_transfer where id = new.transfer_id;
			if tg_op = 'INSERT' then
				if new.state <> 'proposed' then
					raise exception 'a correction begins as a proposal' using errcode = 'restrict_violation', constraint = 'correction_kept';
				end if;
				if original.reason not in ('pay', 'recover') or original.reverses is not null then
					raise exception 'this transfer is not corrected' using errcode = 'restrict_violation', constraint = 'correction_of_correctable';
				end if;
				return new;
			end if;
			if old.state <> 'proposed' or row(new.id, new.reference, new.transfer_id, new.application_id, new.cause, new.reason, new.proposed_at, new.proposed_by, new.proposed_by_name)
				is distinct from row(old.id, old.reference, old.transfer_id, old.application_id, old.cause, old.reason, old.proposed_at, old.proposed_by, old.proposed_by_name) then
				raise exception 'a correction is kept' using errcode = 'restrict_violation', constraint = 'correction_kept';
			end if;
			if new.state = 'confirmed' and new.ended_by = original.actor_id then
				raise exception 'who booked it does not confirm its correction' using errcode = 'restrict_violation', constraint = 'correction_not_recorder';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger correction_guard before insert or update or delete on correction for each row execute function correction_guard()`.execute(
		db,
	);
	// At commit, since the correction names its reversal and the reversal is booked first.
	await sql`
		create function ledger_reversal_confirmed() returns trigger language plpgsql as $$
		begin
			if not exists (select from correction where reversal_id = new.id and transfer_id = new.reverses and state = 'confirmed') then
				raise exception 'a reversal is a correction that two persons made' using errcode = 'restrict_violation', constraint = 'ledger_reversal_confirmed';
			end if;
			return null;
		end $$`.execute(db);
	await sql`create constraint trigger ledger_reversal_confirmed after insert on ledger_transfer deferrable initially deferred
		for each row when (new.reverses is not null) execute function ledger_reversal_confirmed()`.execute(db);
}

/** A payment is paid once, unless what booked it was reversed; and not while it is asked back, for then it had arrived. */
async function paymentGuard(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function disbursement_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or row(new.reference, new.claim_id, new.application_id, new.amount_dong)
				is distinct from row(old.reference, old.claim_id, old.application_id, old.amount_dong) then
				raise exception 'a payment keeps its reference and its amount' using errcode = 'restrict_violation', constraint = 'disbursement_kept';
			end if;
			if old.state = 'paid' and new.state not in ('paid', 'recovered') then
				if new.state <> 'failed' or exists (
					select from ledger_transfer booked where booked.reason = 'pay' and booked.why = old.reference and booked.reverses is null
						and not exists (select from ledger_transfer reversal where reversal.reverses = booked.id)) then
					raise exception 'a payment is paid once' using errcode = 'restrict_violation', constraint = 'disbursement_paid_once';
				end if;
				if exists (select from recovery where recovery.disbursement_id = old.id and (recovery.state <> 'dropped'
					or exists (select from recovery_receipt receipt where receipt.recovery_id = recovery.id and recovery_receipt_counts(receipt.id)))) then
					raise exception 'what is asked back had arrived' using errcode = 'restrict_violation', constraint = 'disbursement_asked_back';
				end if;
			end if;
			if new.state = 'sent' and not exists (select 1 from payment_batch where id = new.batch_id and released_at is not null) then
				raise exception 'a payment is released before it is sent' using errcode = 'restrict_violation', constraint = 'disbursement_released_first';
			end if;
			return new;
		end $$`.execute(db);
}

/** A receipt counts until what booked it is reversed; then the same line of the bank may be recorded rightly. */
async function receiptGuards(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function recovery_receipt_counts(receipt uuid) returns boolean language sql stable as $$
			select not exists (select from ledger_transfer booked join ledger_transfer reversal on reversal.reverses = booked.id
				where booked.key = 'recover:' || receipt)
		$$`.execute(db);
	await sql`alter table recovery_receipt drop constraint recovery_receipt_once`.execute(db);
	await sql`create index recovery_receipt_bank_reference on recovery_receipt (bank_reference)`.execute(db);
	// A unique index cannot see the ledger. Those who bring the same line at the same moment come one after the other.
	await sql`
		create function recovery_receipt_once() returns trigger language plpgsql as $$
		begin
			perform pg_advisory_xact_lock(hashtextextended('recovery_receipt ' || new.bank_reference, 0));
			if exists (select from recovery_receipt where bank_reference = new.bank_reference and recovery_receipt_counts(id)) then
				raise exception 'one line of the bank is one receipt' using errcode = 'unique_violation', constraint = 'recovery_receipt_once';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger recovery_receipt_once before insert on recovery_receipt for each row execute function recovery_receipt_once()`.execute(
		db,
	);
	await sql`
		create or replace function recovery_receipt_guard() returns trigger language plpgsql as $$
		declare asked bigint; received bigint;
		begin
			select amount_dong into asked from recovery where id = new.recovery_id for update;
			select sum(amount_dong) into received from recovery_receipt where recovery_id = new.recovery_id and recovery_receipt_counts(id);
			if received > asked then
				raise exception 'not more comes back than is asked' using errcode = 'restrict_violation', constraint = 'recovery_receipt_within';
			end if;
			return null;
		end $$`.execute(db);
	await sql`
		create or replace function recovery_guard() returns trigger language plpgsql as $$
		declare paid bigint; asked bigint;
		begin
			if tg_op = 'DELETE' or (tg_op = 'UPDATE' and row(new.reference, new.disbursement_id, new.application_id, new.made_by)
				is distinct from row(old.reference, old.disbursement_id, old.application_id, old.made_by)) then
				raise exception 'a recovery keeps its reference and its payment' using errcode = 'restrict_violation', constraint = 'recovery_kept';
			end if;
			select amount_dong into paid from disbursement where id = new.disbursement_id and state in ('paid', 'recovered') for update;
			-- Of one that was dropped, only what had come back by then still counts.
			select coalesce(sum(case when state <> 'dropped' then amount_dong
				else (select coalesce(sum(amount_dong), 0) from recovery_receipt where recovery_id = recovery.id and recovery_receipt_counts(id)) end), 0)
				into asked from recovery where disbursement_id = new.disbursement_id;
			if asked > coalesce(paid, 0) then
				raise exception 'not more is asked back than was paid' using errcode = 'restrict_violation', constraint = 'recovery_within_payment';
			end if;
			return new;
		end $$`.execute(db);
}

/** An attempt whose money came back and was taken from the payee's account lives no more: another may follow. */
async function stripeGuard(db: Kysely<unknown>): Promise<void> {
	await sql`alter table stripe_transfer add column taken_back_at timestamptz,
		add constraint stripe_transfer_taken_back check (taken_back_at is null or came_back_at is not null)`.execute(db);
	await sql`drop index stripe_transfer_one_live`.execute(db);
	await sql`create unique index stripe_transfer_one_live on stripe_transfer (disbursement_id)
		where outcome is distinct from 'failed' and taken_back_at is null`.execute(db);
	await sql`create trigger stripe_transfer_taken_back_guard before update of taken_back_at on stripe_transfer
		for each row when (old.taken_back_at is not null and new.taken_back_at is distinct from old.taken_back_at)
		execute function stripe_transfer_own_share_guard()`.execute(db);
}
