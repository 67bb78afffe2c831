import { type Kysely, sql } from "kysely";

/**
 * Room business: a tax code belongs to the business that first applied under it, as long as an application of it is neither
 * withdrawn nor rejected. The number is public, so that declaring it must neither keep its owner out nor tell who is here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table business add column applied_at timestamptz`.execute(db);
	await sql`
		update business set applied_at = first.submitted_at
		from (select business_id, min(submitted_at) as submitted_at from application
			where state not in ('withdrawn', 'rejected') group by business_id) first
		where first.business_id = business.id`.execute(db);
	await sql`alter table business drop constraint business_tax_code_once`.execute(db);
	await sql`
		create unique index business_tax_code_once on business (tax_code, branch) nulls not distinct
		where applied_at is not null`.execute(db);
	await sql`create index business_tax_code on business (tax_code)`.execute(db);
	await sql`
		create function business_applied() returns trigger language plpgsql as $$
		declare since timestamptz;
		begin
			select min(submitted_at) into since from application
				where business_id = new.business_id and state not in ('withdrawn', 'rejected');
			update business set applied_at = since where id = new.business_id and applied_at is distinct from since;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger business_applied after insert or update of submitted_at, state on application for each row
		when (new.submitted_at is not null) execute function business_applied()`.execute(db);
}
