import { type Kysely, sql } from "kysely";

/**
 * Rooms claim and disbursement: invoices, claims, payment batches, payments and what the bank said. The payee columns of
 * a claim are the provider's account, where the programme pays the provider; its number is sealed as in bank_account.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table claim (
			id uuid primary key,
			reference text not null constraint claim_reference_once unique,
			application_id uuid not null references application,
			state text not null check (state in ('draft', 'submitted', 'verified', 'returned', 'refused')),
			draft jsonb not null default '{}',
			draft_version integer not null default 1,
			is_last boolean not null default false,
			payee_bank_bin text check (payee_bank_bin ~ '^[0-9]{6}$'),
			payee_account_encrypted bytea,
			payee_account_last4 text check (payee_account_last4 ~ '^[0-9]{4}$'),
			payee_account_name text,
			created_at timestamptz not null,
			created_by text not null,
			submitted_at timestamptz,
			cost_dong bigint check (cost_dong > 0),
			subsidy_dong bigint check (subsidy_dong > 0 and subsidy_dong <= cost_dong),
			answered_at timestamptz,
			answered_by text references person,
			answered_by_name text,
			answer_reasons text,
			constraint claim_amounts_once_submitted check (state = 'draft' or (submitted_at is not null and cost_dong is not null and subsidy_dong is not null)),
			constraint claim_payee_whole check (num_nulls(payee_bank_bin, payee_account_encrypted, payee_account_last4, payee_account_name) in (0, 4))
		)`.execute(db);
	await sql`create index claim_application on claim (application_id)`.execute(db);
	// One claim at a time in the association's hands for an application.
	await sql`create unique index claim_one_open on claim (application_id) where state in ('draft', 'submitted', 'returned')`.execute(
		db,
	);
	await sql`
		create table claim_line (
			claim_id uuid not null references claim,
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
			claim_id uuid not null references claim,
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
	await freezeWhatWasSubmitted(db);
	// Every change of state, with the words of whoever answered.
	await sql`
		create table claim_event (
			id bigint generated always as identity primary key,
			claim_id uuid not null references claim,
			at timestamptz not null,
			what text not null,
			from_state text,
			to_state text not null,
			actor_id text,
			actor_name text not null,
			said text
		)`.execute(db);
	await sql`create index claim_event_claim on claim_event (claim_id, id)`.execute(db);
	await sql`create trigger claim_event_append_only before update or delete on claim_event for each row execute function refuse_change()`.execute(
		db,
	);
	await disbursementUp(db);
}

/** Lines and invoices change only while the business still mends its claim; a document never does. */
async function freezeWhatWasSubmitted(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function claim_rows_frozen() returns trigger language plpgsql as $$
		declare changed record;
		begin
			changed := case when tg_op = 'DELETE' then old else new end;
			if tg_op = 'UPDATE' and to_jsonb(new) - 'released_at' = to_jsonb(old) - 'released_at' then return new; end if;
			if exists (select 1 from claim where id = changed.claim_id and state not in ('draft', 'returned')) then
				raise exception 'a submitted claim is not changed' using errcode = 'restrict_violation', constraint = 'claim_rows_frozen';
			end if;
			return changed;
		end $$`.execute(db);
	for (const table of ["claim_line", "invoice"]) {
		await sql`create trigger ${sql.ref(`${table}_frozen`)} before insert or update or delete on ${sql.table(table)} for each row execute function claim_rows_frozen()`.execute(
			db,
		);
	}
	await sql`
		create function claim_document_frozen() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or to_jsonb(new) - 'removed_at' <> to_jsonb(old) - 'removed_at' then
				raise exception 'a document is never changed' using errcode = 'restrict_violation', constraint = 'claim_document_frozen';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger claim_document_frozen before update or delete on claim_document for each row execute function claim_document_frozen()`.execute(
		db,
	);
}

async function disbursementUp(db: Kysely<unknown>): Promise<void> {
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
			exported_at timestamptz,
			exported_dong bigint,
			constraint payment_batch_another_person check (released_by <> created_by),
			constraint payment_batch_released_first check (exported_at is null or released_at is not null)
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
			what text not null,
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
	// Which payments each batch was made of: one that the bank returned leaves for a later batch, with the same reference.
	await sql`
		create table batch_payment (
			batch_id uuid not null references payment_batch,
			disbursement_id uuid not null references disbursement,
			primary key (batch_id, disbursement_id)
		)`.execute(db);
	await sql`create trigger batch_payment_append_only before update or delete on batch_payment for each row execute function refuse_change()`.execute(
		db,
	);
	// One reference, one amount, for ever; nothing is sent that was not released; what was paid is not paid again.
	await sql`
		create function disbursement_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'DELETE' or row(new.reference, new.claim_id, new.application_id, new.amount_dong)
				is distinct from row(old.reference, old.claim_id, old.application_id, old.amount_dong) then
				raise exception 'a payment keeps its reference and its amount' using errcode = 'restrict_violation', constraint = 'disbursement_kept';
			end if;
			if old.state = 'paid' and new.state not in ('paid', 'recovered') then
				raise exception 'a payment is paid once' using errcode = 'restrict_violation', constraint = 'disbursement_paid_once';
			end if;
			if new.state = 'sent' and not exists (select 1 from payment_batch where id = new.batch_id and released_at is not null) then
				raise exception 'a payment is released before it is sent' using errcode = 'restrict_violation', constraint = 'disbursement_released_first';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger disbursement_guard before update or delete on disbursement for each row execute function disbursement_guard()`.execute(
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
