import { type Kysely, sql } from "kysely";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import type { Tables } from "#db/connection.server.ts";

/** What was wrong: a payment recorded wrongly, one that the bank took back, a repayment recorded wrongly. */
export type OpenCorrectionKind = "recorded-wrongly" | "taken-back" | "receipt";

/** The corrections of one kind in one month of a programme; null where they are of few businesses. */
export type OpenCorrection = {
	month: string;
	kind: OpenCorrectionKind;
	figures: { corrections: number; businesses: number; amountDong: bigint } | null;
};

type Row = {
	programmeId: string;
	month: string;
	kind: OpenCorrectionKind;
	corrections: number;
	businesses: number;
	amountDong: bigint;
};

/**
 * The log of corrections by programme: that there were any is said of every month, how many and how much only where it is
 * no figure of a few businesses. There is no sum, from which a hidden one could be worked out.
 */
export async function readOpenCorrections(db: Kysely<Tables>): Promise<Map<string, OpenCorrection[]>> {
	const { rows } = await sql<Row>`
		select application.programme_id, to_char(correction.ended_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month,
			case when transfer.reason = 'recover' then 'receipt' else correction.cause end as kind,
			count(distinct correction.id)::int as corrections, count(distinct application.business_id)::int as businesses,
			sum(entry.amount_dong)::bigint as amount_dong
		from correction join application on application.id = correction.application_id
		join ledger_transfer transfer on transfer.id = correction.transfer_id
		join ledger_entry entry on entry.transfer_id = transfer.id and entry.amount_dong > 0
		where correction.state = 'confirmed'
		group by 1, 2, 3 order by 2 desc, 3`.execute(db);
	const byProgramme = new Map<string, OpenCorrection[]>();
	for (const { programmeId, month, kind, ...figures } of rows) {
		const shown = figures.businesses >= SMALLEST_GROUP ? figures : null;
		byProgramme.set(programmeId, [...(byProgramme.get(programmeId) ?? []), { month, kind, figures: shown }]);
	}
	return byProgramme;
}
