import { type Kysely, sql } from "kysely";

/** Programme: Saturdays and Sundays on which work is done, in exchange for a working day that is given off. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table holiday
			add column is_worked boolean not null default false,
			add constraint holiday_worked_on_weekend check (not is_worked or extract(isodow from on_date) >= 6)`.execute(db);
}
