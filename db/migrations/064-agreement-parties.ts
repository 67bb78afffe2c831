import { type Kysely, sql } from "kysely";

/**
 * Room agreement: where the providers are paid they are parties too, and accept by a mailed link and a code. An agreement
 * is in force once all of its parties have accepted; nothing is agreed or claimed before. What the business alone accepted
 * before this stays in force, in the former form.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table agreement
			add column providers_by date,
			add column in_force_at timestamptz,
			add column former_form boolean not null default false`.execute(db);
	await sql`alter table agreement disable trigger agreement_frozen`.execute(db);
	await sql`
		update agreement set in_force_at = accepted_at, former_form = (payee = 'provider')
		where accepted_at is not null`.execute(db);
	await sql`alter table agreement enable trigger agreement_frozen`.execute(db);
	await sql`
		create or replace function agreement_frozen() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or old.in_force_at is not null
				or row(new.application_id, new.decision_id, new.payee, new.amount_dong, new.offered_at, new.former_form)
					is distinct from row(old.application_id, old.decision_id, old.payee, old.amount_dong, old.offered_at, old.former_form)
				or (old.number is not null and new.number is distinct from old.number)
				or (old.accepted_at is not null
					and row(new.accepted_at, new.accepted_by, new.accepted_by_name, new.accepted_by_position, new.accept_by)
						is distinct from row(old.accepted_at, old.accepted_by, old.accepted_by_name, old.accepted_by_position, old.accept_by))
				or (old.extended_at is not null
					and (new.extended_at <> old.extended_at or new.accept_by <> old.accept_by
						or (old.providers_by is not null and new.providers_by is distinct from old.providers_by))) then
				raise exception 'the terms of an agreement are never changed' using errcode = 'restrict_violation', constraint = 'agreement_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create table agreement_party (
			id uuid primary key,
			application_id uuid not null references agreement,
			provider_tax_code text not null,
			provider_name text not null,
			email text not null,
			locale text not null check (locale in ('vi', 'en')),
			asked_at timestamptz not null,
			link_hash bytea unique,
			answered_link_hash bytea unique,
			code_asked_at timestamptz,
			code_hash bytea,
			code_tries integer not null default 0,
			answer text check (answer in ('accepted', 'declined')),
			answered_at timestamptz,
			answered_by_name text,
			answered_by_position text,
			reasons text,
			constraint agreement_party_once unique (application_id, provider_tax_code),
			constraint agreement_party_answered check (
				(answer is null) = (answered_at is null) and (answer is null) = (answered_by_name is null)
				and (answer is null) = (answered_by_position is null) and (answer is not distinct from 'declined') = (reasons is not null))
		)`.execute(db);
	// Who has accepted stays a party as it was; who has declined may be asked again until the agreement is in force.
	await sql`
		create function agreement_party_kept() returns trigger language plpgsql as $$
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
	await sql`create trigger agreement_party_kept before update or delete on agreement_party for each row execute function agreement_party_kept()`.execute(
		db,
	);
	await sql`
		create function agreement_by_all() returns trigger language plpgsql as $$
		begin
			if new.in_force_at is not null and (new.accepted_at is null
				or (new.payee = 'provider' and not new.former_form and not exists (
					select from agreement_party where application_id = new.application_id))
				or exists (
					select from agreement_party where application_id = new.application_id and answer is distinct from 'accepted')) then
				raise exception 'not every party has accepted' using errcode = 'restrict_violation', constraint = 'agreement_by_all';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger agreement_by_all before insert or update on agreement for each row execute function agreement_by_all()`.execute(
		db,
	);
	await sql`
		create function in_force_only() returns trigger language plpgsql as $$
		declare
			applied uuid := case tg_table_name when 'claim' then (to_jsonb(new) ->> 'application_id')::uuid else (to_jsonb(new) ->> 'id')::uuid end;
		begin
			if not exists (select from agreement where application_id = applied and in_force_at is not null) then
				raise exception 'the agreement is not in force' using errcode = 'restrict_violation', constraint = 'in_force_only';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger application_in_force_only before update on application for each row
		when (new.state = 'agreed' and old.state is distinct from 'agreed') execute function in_force_only()`.execute(db);
	await sql`create trigger claim_in_force_only before insert on claim for each row execute function in_force_only()`.execute(
		db,
	);
	// A party is added by the business's acceptance alone.
	await sql`
		create function agreement_party_before_force() returns trigger language plpgsql as $$
		begin
			if exists (select from agreement where application_id = new.application_id and in_force_at is not null) then
				raise exception 'the agreement is in force' using errcode = 'restrict_violation', constraint = 'agreement_party_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger agreement_party_before_force before insert on agreement_party for each row execute function agreement_party_before_force()`.execute(
		db,
	);
	await sql`
		alter table application_event drop constraint application_event_side_check,
			add constraint application_event_side_check check (side in ('business', 'association', 'city', 'system', 'provider'))`.execute(
		db,
	);
}
