import { type Kysely, sql } from "kysely";

/**
 * Room agreement: the address that the business named first for a provider, beside the one in use, so that a change is seen
 * by whoever pays. Of agreements from before it stands in the audit log, where it was changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table agreement_party add column first_email text`.execute(db);
	await sql`alter table agreement_party disable trigger agreement_party_kept`.execute(db);
	await sql`
		update agreement_party party set first_email = coalesce(
			(select entry.facts ->> 'before' from audit_entry entry
				where entry.action = 'agreement.provider-asked-again' and entry.subject_kind = 'application'
					and entry.subject_id = party.application_id::text and entry.facts ->> 'provider' = party.provider_name
				order by entry.id limit 1),
			party.email)`.execute(db);
	await sql`alter table agreement_party enable trigger agreement_party_kept`.execute(db);
	await sql`alter table agreement_party alter column first_email set not null`.execute(db);
	await sql`
		create or replace function agreement_party_kept() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE'
				or row(new.id, new.application_id, new.provider_tax_code, new.provider_name, new.first_email)
					is distinct from row(old.id, old.application_id, old.provider_tax_code, old.provider_name, old.first_email)
				or (old.answer = 'accepted' and row(new.answer, new.answered_at, new.answered_by_name, new.answered_by_position, new.email)
					is distinct from row(old.answer, old.answered_at, old.answered_by_name, old.answered_by_position, old.email))
				or (old.answer = 'declined' and new.answer = 'accepted') then
				raise exception 'what a party has answered stands' using errcode = 'restrict_violation', constraint = 'agreement_party_kept';
			end if;
			return new;
		end $$`.execute(db);
}
