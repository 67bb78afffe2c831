import { type Kysely, sql } from "kysely";

/**
 * Room recovery: money that came back is booked once a second officer has seen it on the bank's statement too. By one alone a
 * debt that two had confirmed would end with a receipt that never came. Receipts from before stay as they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table recovery_receipt
			add column confirmed_at timestamptz,
			add column confirmed_by text references person,
			add column confirmed_by_name text,
			add constraint recovery_receipt_two_persons check (
				confirmed_at is not null and confirmed_by is not null and confirmed_by_name is not null
				and confirmed_by <> recorded_by) not valid`.execute(db);
	await sql`
		create trigger recovery_receipt_confirmed_newly_given before insert on recovery_receipt for each row
		execute function refuse_newly_given('confirmed_by', 'confirmed_at', 'finance_officer')`.execute(db);
	await sql`alter table recovery_event drop constraint recovery_event_what_check`.execute(db);
	await sql`
		alter table recovery_event add constraint recovery_event_what_check check (what in
			('made', 'confirmed', 'agreed', 'contested', 'planned', 'kept', 'lower-proposed', 'drop-proposed', 'receipt-proposed',
			'proposal-declined', 'lowered', 'dropped', 'received', 'receipt-corrected', 'settled'))`.execute(db);
}
