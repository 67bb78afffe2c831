import { type Kysely, sql } from "kysely";

/**
 * Room agreement: an address at which a provider answers is judged by what is known of the provider, no longer by the one that
 * the business named first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function agreement_party_kept() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE'
				or row(new.id, new.application_id, new.provider_tax_code, new.provider_name)
					is distinct from row(old.id, old.application_id, old.provider_tax_code, old.provider_name)
				or (old.answer = 'accepted' and row(new.answer, new.answered_at, new.answered_by_name, new.answered_by_position, new.email)
					is distinct from row(old.answer, old.answered_at, old.answered_by_name, old.answered_by_position, old.email))
				or (old.answer = 'declined' and new.answer = 'accepted') then
				raise exception 'what a party has answered stands' using errcode = 'restrict_violation', constraint = 'agreement_party_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`alter table agreement_party drop column first_email`.execute(db);
	await sql`
		create index agreement_party_answered_at on agreement_party (split_part(provider_tax_code, '-', 1)) where answer = 'accepted'`.execute(
		db,
	);
}
