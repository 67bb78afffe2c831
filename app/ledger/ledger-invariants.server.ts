import { sql } from "kysely";
import type { Invariant } from "./invariant.server.ts";

/*
 * What holds of any ledger, whatever its accounts are for. The database keeps most of it by constraint and trigger; it is
 * checked all the same, since an owner of the database can switch triggers off.
 */

/** A transfer as people know it: the reference that caused it, and what it did. */
export const transferLabel = sql`coalesce(nullif(transfer.why, ''), transfer.key) || ' (' || transfer.reason || ')'`;

/** An account: what the money is, whose, and in which book. */
export const accountLabel = sql`concat_ws(' ', account.kind, nullif(account.owner, ''), account.book)`;

export const ledgerInvariants = [
	{
		name: "transfer_balanced",
		rows: sql`select ${transferLabel} as subject, 0 as expected, coalesce(sum(entry.amount_dong), 0) as found
			from ledger_transfer transfer left join ledger_entry entry on entry.transfer_id = transfer.id
			group by transfer.id`,
	},
	{
		name: "transfer_two_sided",
		rows: sql`select ${transferLabel} as subject, greatest(count(entry.id), 2) as expected, count(entry.id) as found
			from ledger_transfer transfer left join ledger_entry entry on entry.transfer_id = transfer.id
			group by transfer.id`,
	},
	{
		name: "entry_owned",
		rows: sql`select 'ledger_entry ' || entry.id as subject, 2 as expected,
				(transfer.id is not null)::int + (account.id is not null)::int as found
			from ledger_entry entry left join ledger_transfer transfer on transfer.id = entry.transfer_id
			left join ledger_account account on account.id = entry.account_id`,
	},
	{
		name: "balance_is_entries",
		rows: sql`select ${accountLabel} as subject, coalesce(sum(entry.amount_dong), 0) as expected,
				account.balance_dong as found
			from ledger_account account left join ledger_entry entry on entry.account_id = account.id group by account.id`,
	},
	{
		name: "running_balance",
		rows: sql`select ${accountLabel} || ', ' || ${transferLabel} as subject,
				sum(entry.amount_dong) over (partition by entry.account_id order by entry.id) as expected,
				entry.balance_after_dong as found
			from ledger_entry entry join ledger_transfer transfer on transfer.id = entry.transfer_id
			join ledger_account account on account.id = entry.account_id`,
	},
	{
		name: "floor_kept",
		rows: sql`select ${accountLabel} as subject, greatest(account.balance_dong, account.floor_dong) as expected,
				account.balance_dong as found
			from ledger_account account where account.floor_dong is not null`,
	},
	{
		name: "cap_kept",
		rows: sql`select ${accountLabel} as subject, least(account.balance_dong, account.cap_dong) as expected,
				account.balance_dong as found
			from ledger_account account where account.cap_dong is not null`,
	},
	{
		// What a reversal books and what it reverses cancel out on every account. A lost original leaves the reversal's sums.
		name: "reversal_mirrors",
		rows: sql`select ${transferLabel} as subject, 0 as expected, coalesce(sum(abs(left_over.amount)), 0) as found
			from ledger_transfer transfer left join lateral (
				select sum(entry.amount_dong) as amount from ledger_entry entry
				where entry.transfer_id in (transfer.id, transfer.reverses) group by entry.account_id
			) left_over on true
			where transfer.reverses is not null group by transfer.id`,
	},
] as const satisfies Invariant[];
