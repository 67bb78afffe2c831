import { type Kysely, sql } from "kysely";

/**
 * Rooms programme and application: the working days are kept by the office. A change is proposed by one officer and
 * confirmed by another, since it moves legal deadlines. Days are never removed: a holiday that is none any more says so,
 * and the list that comes with the product does not bring it back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table holiday
			add column source text not null default '',
			add column is_dropped boolean not null default false`.execute(db);
	// What came with the product up to now; days of 2027 were expected and announced by nobody.
	await sql`
		update holiday set source = case
			when name_vi not in ('Nghỉ hoán đổi', 'Làm bù') then 'Bộ luật Lao động 45/2019/QH14, Điều 112'
			when on_date < '2025-01-01' then 'Công văn 2450/VPCP-KGVX'
			when on_date < '2026-01-01' then 'Công văn 8726/VPCP-KGVX'
			else 'Thông báo của Bộ Nội vụ năm 2025' end
		where on_date < '2027-01-01'`.execute(db);
	await sql`
		create table holiday_change (
			id uuid primary key,
			reference text not null constraint holiday_change_reference_once unique,
			kind text not null check (kind in ('off', 'worked', 'ordinary')),
			from_on date not null,
			to_on date not null,
			name_vi text not null,
			name_en text not null,
			document_number text not null check (document_number <> ''),
			document_on date not null,
			state text not null check (state in ('proposed', 'confirmed', 'declined', 'withdrawn')),
			proposed_at timestamptz not null,
			proposed_by text not null references person,
			proposed_by_name text not null,
			ended_at timestamptz,
			ended_by text references person,
			ended_by_name text,
			end_reason text,
			constraint holiday_change_days check (to_on between from_on and from_on + 30),
			constraint holiday_change_named check (kind = 'ordinary' or (name_vi <> '' and name_en <> '')),
			constraint holiday_change_ended check (
				(state = 'proposed') = (ended_at is null) and (ended_at is null) = (ended_by is null)
				and (ended_at is null) = (ended_by_name is null)),
			constraint holiday_change_two_persons check (state not in ('confirmed', 'declined') or ended_by <> proposed_by),
			constraint holiday_change_withdrawn_by_proposer check (state <> 'withdrawn' or ended_by = proposed_by),
			constraint holiday_change_declined_why check (state <> 'declined' or coalesce(end_reason, '') <> '')
		)`.execute(db);
	await sql`
		create function holiday_change_guard() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				if new.state <> 'proposed' then
					raise exception 'a change of the working days is proposed first' using errcode = 'restrict_violation', constraint = 'holiday_change_proposed_first';
				end if;
				return new;
			end if;
			if tg_op = 'DELETE' or old.state <> 'proposed'
				or row(new.id, new.reference, new.kind, new.from_on, new.to_on, new.name_vi, new.name_en, new.document_number,
						new.document_on, new.proposed_at, new.proposed_by, new.proposed_by_name)
					is distinct from row(old.id, old.reference, old.kind, old.from_on, old.to_on, old.name_vi, old.name_en,
						old.document_number, old.document_on, old.proposed_at, old.proposed_by, old.proposed_by_name) then
				raise exception 'what was proposed and decided is kept' using errcode = 'restrict_violation', constraint = 'holiday_change_kept';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger holiday_change_guard before insert or update or delete on holiday_change for each row execute function holiday_change_guard()`.execute(
		db,
	);
}
