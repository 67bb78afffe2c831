import { type Kysely, sql } from "kysely";

/**
 * Room disbursement: who verified a claim does not release what was kept back of it either; and a payment stays paid when
 * some of it comes back, so there is no state for that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function payment_batch_two_persons() returns trigger language plpgsql as $$
		begin
			if new.released_by is not null and exists (
				select from disbursement payment join claim on claim.id = payment.claim_id
				left join claim kept on kept.id = claim.retains_claim_id
				where payment.batch_id = new.id and new.released_by in (claim.answered_by, kept.answered_by)) then
				raise exception 'who verified a claim does not release its payment'
					using errcode = 'restrict_violation', constraint = 'payment_batch_two_persons';
			end if;
			return new;
		end $$`.execute(db);
	await paidStaysPaid(db);
}

async function paidStaysPaid(db: Kysely<unknown>): Promise<void> {
	await sql`alter table disbursement drop constraint disbursement_state_check,
		add constraint disbursement_state_check check (state in ('scheduled', 'sent', 'unknown', 'paid', 'failed'))`.execute(
		db,
	);
	await sql`
		create or replace function disbursement_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or row(new.reference, new.claim_id, new.application_id, new.amount_dong)
				is distinct from row(old.reference, old.claim_id, old.application_id, old.amount_dong) then
				raise exception 'a payment keeps its reference and its amount' using errcode = 'restrict_violation', constraint = 'disbursement_kept';
			end if;
			if old.state = 'paid' and new.state <> 'paid' then
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
	await sql`
		create or replace function recovery_guard() returns trigger language plpgsql as $$
		declare paid bigint; asked bigint;
		begin
			if tg_op = 'DELETE' or (tg_op = 'UPDATE' and row(new.reference, new.disbursement_id, new.application_id, new.made_by)
				is distinct from row(old.reference, old.disbursement_id, old.application_id, old.made_by)) then
				raise exception 'a recovery keeps its reference and its payment' using errcode = 'restrict_violation', constraint = 'recovery_kept';
			end if;
			select amount_dong into paid from disbursement where id = new.disbursement_id and state = 'paid' for update;
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
