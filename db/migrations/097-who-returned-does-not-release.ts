import { type Kysely, sql } from "kysely";

/**
 * Room disbursement: who last said that a payment had come back does not release the batch in which it is sent again, so that
 * nobody stands at both ends of paying twice, and an office of two can still pay what came back more than once. Whatever
 * else is written of a batch later is not judged as a release again: its releaser may say then that a payment came back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function payment_batch_two_persons() returns trigger language plpgsql as $$
		begin
			if new.released_by is null or (tg_op = 'UPDATE' and new.released_by is not distinct from old.released_by) then
				return new;
			end if;
			if exists (
				select from disbursement payment join claim on claim.application_id = payment.application_id
				where payment.batch_id = new.id and claim.state = 'verified' and claim.answered_by = new.released_by) then
				raise exception 'who verified a claim does not release its payment'
					using errcode = 'restrict_violation', constraint = 'payment_batch_two_persons';
			end if;
			if exists (
				select from disbursement payment join decision on decision.application_id = payment.application_id
				where payment.batch_id = new.id and decision.decided_by = new.released_by
					and decision.kind in ('approve', 'approve_in_part', 'recommend')) then
				raise exception 'who approved an application does not release its payments'
					using errcode = 'restrict_violation', constraint = 'payment_batch_not_decider';
			end if;
			if exists (
				select from disbursement payment
				where payment.batch_id = new.id and new.released_by::text = (
					select event.actor_id from disbursement_event event
					where event.disbursement_id = payment.id and event.what = 'failed' order by event.id desc limit 1)) then
				raise exception 'who said that a payment had come back does not release it again'
					using errcode = 'restrict_violation', constraint = 'payment_batch_not_returner';
			end if;
			return new;
		end $$`.execute(db);
}
