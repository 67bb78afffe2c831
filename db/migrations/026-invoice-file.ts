import { type Kysely, sql } from "kysely";

/**
 * Room claim: what was read from the XML of an e-invoice, and invoices that are nearly those of another claim. The bytes
 * themselves are the claim's document, with its SHA-256.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// `related` names the invoice of the same seller that this one replaces or adjusts: "1C26TAA 318".
	await sql`
		create table invoice_file (
			document_id uuid primary key references claim_document,
			claim_id uuid not null references claim,
			sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
			related text,
			read jsonb not null
		)`.execute(db);
	await sql`create index invoice_file_claim on invoice_file (claim_id)`.execute(db);
	await sql`create trigger invoice_file_append_only before update or delete on invoice_file for each row execute function refuse_change()`.execute(
		db,
	);
	// Which file filled the invoice in; frozen with the invoice once it is submitted.
	await sql`alter table invoice add column document_id uuid references invoice_file`.execute(db);
	await sql`create index invoice_seller on invoice (split_part(seller_tax_code, '-', 1)) where released_at is null`.execute(
		db,
	);
	await nearMatches(db);
}

/*
 * Invoices of a claim are written anew each time it is submitted, so a match keeps both as they were printed then, and a
 * judgement holds for exactly these two. The other claim is no foreign key: checking it would lock that claim's row while
 * this claim's is held.
 */
async function nearMatches(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table invoice_near_match (
			id uuid primary key default gen_random_uuid(),
			claim_id uuid not null references claim,
			invoice text not null,
			other_claim_id uuid not null check (other_claim_id <> claim_id),
			other_invoice text not null,
			why text not null check (why in ('same-file', 'related', 'form-symbol', 'symbol', 'branch', 'total-and-day')),
			found_at timestamptz not null,
			judgement text check (judgement = 'different'),
			reason text check (reason <> ''),
			judged_at timestamptz,
			judged_by text references person,
			judged_by_name text,
			constraint invoice_near_match_once unique (claim_id, invoice, other_claim_id, other_invoice),
			constraint invoice_near_match_whole check (num_nulls(judgement, reason, judged_at, judged_by, judged_by_name) in (0, 5))
		)`.execute(db);
	await sql`
		create function invoice_near_match_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or old.judged_at is not null
				or row(new.id, new.claim_id, new.invoice, new.other_claim_id, new.other_invoice, new.why, new.found_at)
					is distinct from row(old.id, old.claim_id, old.invoice, old.other_claim_id, old.other_invoice, old.why, old.found_at) then
				raise exception 'a near match is judged once and never changed' using errcode = 'restrict_violation', constraint = 'invoice_near_match_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger invoice_near_match_guard before update or delete on invoice_near_match for each row execute function invoice_near_match_guard()`.execute(
		db,
	);
	await sql`
		create function invoice_in_print(one invoice) returns text language sql stable as $$
			select concat_ws(' ', one.seller_tax_code, one.form_symbol || one.symbol, one.number, to_char(one.issued_on, 'YYYY-MM-DD'), one.total_dong)
		$$`.execute(db);
	await findsThem(db);
	await keepsFromVerifying(db);
}

/**
 * Which invoices of other claims, of any programme, are nearly those of this claim, and why; those of refused claims do
 * not count. The same key needs no judgement: the index invoice_once refuses it.
 */
async function findsThem(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function invoice_near_matches(of_claim uuid)
		returns table (invoice text, other_claim_id uuid, other_invoice text, why text) language sql stable as $$
			select * from (
				select invoice_in_print(mine), other.claim_id, invoice_in_print(other), case
					when my_file.sha256 = other_file.sha256 then 'same-file'
					when other.seller_tax_code = mine.seller_tax_code and (
						my_file.related = concat_ws(' ', other.form_symbol || other.symbol, other.number)
						or other_file.related = concat_ws(' ', mine.form_symbol || mine.symbol, mine.number)) then 'related'
					when other.seller_tax_code = mine.seller_tax_code and other.number = mine.number
						and other.symbol = mine.symbol then 'form-symbol'
					when other.seller_tax_code = mine.seller_tax_code and other.number = mine.number and other.form_symbol = mine.form_symbol
						and (select count(*) from generate_series(1, 6) as at (place)
							where substr(other.symbol, place, 1) <> substr(mine.symbol, place, 1)) = 1 then 'symbol'
					when other.seller_tax_code <> mine.seller_tax_code and other.number = mine.number
						and other.total_dong = mine.total_dong then 'branch'
					when other.seller_tax_code = mine.seller_tax_code and other.total_dong = mine.total_dong
						and other.issued_on = mine.issued_on then 'total-and-day'
				end
				from invoice mine
				join invoice other on split_part(other.seller_tax_code, '-', 1) = split_part(mine.seller_tax_code, '-', 1)
					and other.claim_id <> mine.claim_id and other.released_at is null
				left join invoice_file my_file on my_file.document_id = mine.document_id
				left join invoice_file other_file on other_file.document_id = other.document_id
				where mine.claim_id = of_claim and mine.released_at is null
			) as found (invoice, other_claim_id, other_invoice, why) where found.why is not null
		$$`.execute(db);
}

/**
 * Looked for anew at the moment of verifying: of two claims that were submitted at the same moment, neither could see the
 * other then, and both do now.
 */
async function keepsFromVerifying(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function claim_near_match_judged() returns trigger language plpgsql as $$
		begin
			if exists (
				select from invoice_near_matches(new.id) as found where not exists (
					select from invoice_near_match judged where judged.claim_id = new.id and judged.judgement = 'different'
					and row(judged.invoice, judged.other_claim_id, judged.other_invoice) = row(found.invoice, found.other_claim_id, found.other_invoice)
				)
			) then
				raise exception 'an invoice that is nearly another claim''s was not judged' using errcode = 'restrict_violation', constraint = 'claim_near_match_judged';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger claim_near_match_judged before update of state on claim for each row
		when (new.state = 'verified' and old.state <> 'verified') execute function claim_near_match_judged()`.execute(db);
}
