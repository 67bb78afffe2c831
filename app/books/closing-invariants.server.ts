import { sql } from "kysely";
import type { Invariant } from "#app/ledger/invariant.server.ts";

/*
 * The closing of a year: what it says that it did is what its steps say, and they are what was booked.
 */

export const closingInvariants = [
	{
		name: "closing_returned",
		rows: sql`select closing.reference || ', ' || envelope.programme_id || ' / ' || envelope.association_id as subject,
				returned.amount_dong as expected, -entry.amount_dong as found
			from year_closing_return returned join year_closing closing on closing.id = returned.closing_id
			join envelope on envelope.id = returned.envelope_id
			left join ledger_transfer transfer on transfer.key = 'close-year:' || returned.closing_id || ':' || returned.envelope_id
			left join ledger_account account on account.kind = 'available' and account.book = envelope.id::text
			left join ledger_entry entry on entry.transfer_id = transfer.id and entry.account_id = account.id`,
	},
	{
		name: "closing_counted",
		rows: sql`select closing.reference as subject,
				(select coalesce(sum(amount_dong), 0) from year_closing_lapse where closing_id = closing.id)
					+ (select coalesce(sum(amount_dong), 0) from year_closing_return where closing_id = closing.id) as expected,
				closing.lapsed_dong + closing.returned_dong as found
			from year_closing closing where closing.state = 'done'`,
	},
	{
		name: "closing_lapsed",
		rows: sql`select application.reference as subject, lapse.amount_dong as expected,
				case when application.state = 'lapsed' then application.approved_dong end as found
			from year_closing_lapse lapse join application on application.id = lapse.application_id`,
	},
] as const satisfies Invariant[];
