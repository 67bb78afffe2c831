import { type Kysely, sql } from "kysely";
import type { FinanceCounts } from "#app/disbursement/finance-tabs.tsx";
import type { Tables } from "#db/connection.server.ts";

/** How much there is behind each tab of the finance pages. */
export async function deskCounts(db: Kysely<Tables>): Promise<FinanceCounts> {
	const { rows } = await sql<FinanceCounts>`
		select
			(select count(*)::int from claim c left join disbursement d on d.claim_id = c.id
				where c.state = 'verified' and c.payable_dong > 0 and (d.id is null or (d.state = 'scheduled' and d.batch_id is null))) as due,
			(select count(distinct batch_id)::int from disbursement where state not in ('paid') and batch_id is not null) as open,
			(select count(*)::int from bank_answer_row
				where closed_at is null and finding not in ('agrees', 'waiting')) as tasks,
			(select count(*)::int from correction where state = 'proposed') as corrections,
			(select count(*)::int from recovery where state not in ('settled', 'dropped')) as recoveries`.execute(db);
	return rows[0] ?? { due: 0, open: 0, tasks: 0, corrections: 0, recoveries: 0 };
}
