import { type Kysely, sql } from "kysely";

/** Rooms claim and disbursement: invoices, claims, payment batches, payments and what the bank said. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table claim (
			id uuid primary key,
			reference text not null constraint claim_reference_once unique,
			application_id uuid not null references application,
			state text not null check (state in ('draft', 'submitted', 'verified', 'returned', 'refused')),
			draft jsonb not null default '{}',
			created_at timestamptz not null,
			created_by text not null,
			submitted_at timestamptz,
			cost_dong bigint check (cost_dong > 0),
			subsidy_dong bigint check (subsidy_dong > 0 and subsidy_dong <= cost_dong),
			answered_at timestamptz,
			answered_by text references person,
			answered_by_name text,
			answer_reasons text,
			constraint claim_amounts_once_submitted check (state = 'draft' or (submitted_at is not null and cost_dong is not null and subsidy_dong is not null))
		)`.execute(db);
	await sql`create index claim_application on claim (application_id)`.execute(db);
	// One claim at a time in the association's hands for an application.
	await sql`create unique index claim_one_open on claim (application_id) where state in ('draft', 'submitted', 'returned')`.execute(
		db,
	);
	await sql`
		create table claim_line (
			claim_id uuid not null references claim on delete cascade,
			cost_line_id uuid not null references cost_line,
			cost_dong bigint not null check (cost_dong > 0),
			subsidy_dong bigint not null check (subsidy_dong >= 0 and subsidy_dong <= cost_dong),
			primary key (claim_id, cost_line_id)
		)`.execute(db);
	// The key of an invoice: seller, form symbol, symbol, number (Circular 91/2026/TT-BTC, annex I). One invoice, one
	// claim, across all programmes; a refused claim lets go of it.
	await sql`
		create table invoice (
			id uuid primary key default gen_random_uuid(),
			claim_id uuid not null references claim on delete cascade,
			cost_line_id uuid not null references cost_line,
			seller_tax_code text not null,
			form_symbol text not null check (form_symbol ~ '^[1-9]$'),
			symbol text not null check (symbol ~ '^[CK][0-9]{2}[TDLMNBGHXF][A-Z]{2}$'),
			number integer not null check (number between 1 and 99999999),
			issued_on date not null,
			total_dong bigint not null check (total_dong > 0),
			released_at timestamptz
		)`.execute(db);
	await sql`create unique index invoice_once on invoice (seller_tax_code, form_symbol, symbol, number) where released_at is null`.execute(
		db,
	);
	await sql`
		create table claim_document (
			id uuid primary key,
			claim_id uuid not null references claim,
			kind text not null check (kind in ('invoice', 'payment-proof', 'acceptance', 'other')),
			file_id uuid not null references stored_file,
			file_name text not null,
			media_type text not null,
			byte_size bigint not null,
			sha256 text not null,
			uploaded_at timestamptz not null,
			uploaded_by text not null,
			removed_at timestamptz
		)`.execute(db);
	await sql`create index claim_document_claim on claim_document (claim_id)`.execute(db);
	await sql`
		create table payment_batch (
			id uuid primary key,
			reference text not null constraint payment_batch_reference_once unique,
			created_at timestamptz not null,
			created_by text not null references person,
			created_by_name text not null,
			released_at timestamptz,
			released_by text references person,
			released_by_name text,
			exported_at timestamptz
		)`.execute(db);
	await sql`
		create table disbursement (
			id uuid primary key,
			reference text not null constraint disbursement_reference_once unique,
			claim_id uuid not null references claim,
			application_id uuid not null references application,
			amount_dong bigint not null check (amount_dong > 0),
			state text not null check (state in ('scheduled', 'sent', 'unknown', 'paid', 'failed', 'recovered')),
			payee_kind text not null check (payee_kind in ('provider', 'business')),
			payee_name text not null,
			bank_bin text not null,
			account_encrypted bytea not null,
			account_last4 text not null,
			account_name text not null,
			batch_id uuid references payment_batch,
			scheduled_at timestamptz not null,
			sent_at timestamptz,
			answered_at timestamptz,
			paid_on date,
			bank_answer text,
			constraint disbursement_one_per_claim unique (claim_id)
		)`.execute(db);
	await sql`create index disbursement_state on disbursement (state)`.execute(db);
	await sql`create index disbursement_application on disbursement (application_id)`.execute(db);
	await sql`create index disbursement_batch on disbursement (batch_id)`.execute(db);
	await sql`
		create table disbursement_event (
			id bigint generated always as identity primary key,
			disbursement_id uuid not null references disbursement,
			at timestamptz not null,
			from_state text,
			to_state text not null,
			actor_id text,
			actor_name text not null,
			said text
		)`.execute(db);
	await sql`create index disbursement_event_disbursement on disbursement_event (disbursement_id, id)`.execute(db);
	await sql`create trigger disbursement_event_append_only before update or delete on disbursement_event for each row execute function refuse_change()`.execute(
		db,
	);
	// Nobody who verified a claim releases its payment.
	await sql`
		create function payment_batch_two_persons() returns trigger language plpgsql as $$
		begin
			if new.released_by is not null and exists (
				select 1 from disbursement d join claim c on c.id = d.claim_id
				where d.batch_id = new.id and c.answered_by = new.released_by) then
				raise exception 'who verified a claim does not release its payment'
					using errcode = 'restrict_violation', constraint = 'payment_batch_two_persons';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger payment_batch_two_persons before update on payment_batch for each row execute function payment_batch_two_persons()`.execute(
		db,
	);
}
