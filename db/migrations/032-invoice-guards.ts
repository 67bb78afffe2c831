import { type Kysely, sql } from "kysely";

/**
 * Room claim: an invoice is nearly another claim's also where it differs only in the seller's branch and its total; an
 * invoice is let go of only once its claim is refused; and no row of a submitted claim is moved to another claim.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function invoice_near_matches(of_claim uuid)
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
						and (other.total_dong = mine.total_dong or (other.form_symbol = mine.form_symbol and other.symbol = mine.symbol))
						then 'branch'
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
	await frozenOnBothSides(db);
}

/** Releasing is for good: an invoice that could be taken back might be another claim's by then. */
async function frozenOnBothSides(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function claim_rows_frozen() returns trigger language plpgsql as $$
		begin
			if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) then return new; end if;
			if tg_op = 'UPDATE' and to_jsonb(new) - 'released_at' = to_jsonb(old) - 'released_at'
				and to_jsonb(old) ->> 'released_at' is null
				and exists (select from claim where id = new.claim_id and state = 'refused') then return new; end if;
			if exists (select from claim where id in (old.claim_id, new.claim_id) and state not in ('draft', 'returned'))
				or (tg_op <> 'DELETE' and to_jsonb(new) ->> 'released_at' is distinct from to_jsonb(old) ->> 'released_at') then
				raise exception 'a submitted claim is not changed' using errcode = 'restrict_violation', constraint = 'claim_rows_frozen';
			end if;
			return case when tg_op = 'DELETE' then old else new end;
		end $$`.execute(db);
}
