import { type Kysely, sql } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { reportedSizes } from "../report.forms.ts";

export type HelpedRow = { size: (typeof reportedSizes)[number]; applications: number; paidDong: bigint };

/** Who got what: approved applications that hold, by size at submission; and how many are of businesses owned by women. */
export type Helped = {
	rows: HelpedRow[];
	applications: number;
	paidDong: bigint;
	womenOwned: number;
	/** Approved, and lapsed or cancelled since: among the approved of the steps, and not here. */
	noLonger: number;
};

export async function helped(db: Kysely<Tables>, programmeId: string): Promise<Helped> {
	const { noLonger } = await db
		.selectFrom("application")
		.select((eb) => eb.fn.countAll<bigint>().as("noLonger"))
		.where("programmeId", "=", programmeId)
		.where("approvedDong", "is not", null)
		.where("state", "not in", ["approved", "agreed", "completed"])
		.executeTakeFirstOrThrow();
	const { rows } = await sql<{ sizeClass: string; applications: bigint; womenOwned: bigint; paidDong: string | null }>`
		select application.size_class, count(*) as applications,
			count(*) filter (where business.women_owned) as women_owned,
			sum((select sum(balance_dong) from ledger_account where kind in ('paid', 'advanced') and book = envelope.id::text
				and owner = application.id::text)) as paid_dong
		from application
		join business on business.id = application.business_id
		join envelope on envelope.programme_id = application.programme_id
			and envelope.association_id = application.association_id
		where application.programme_id = ${programmeId} and application.state in ('approved', 'agreed', 'completed')
		group by application.size_class`.execute(db);
	const bySize = reportedSizes.map((size) => {
		const row = rows.find(({ sizeClass }) => sizeClass === size);
		return { size, applications: Number(row?.applications ?? 0), paidDong: BigInt(row?.paidDong ?? 0) };
	});
	return {
		rows: bySize,
		applications: bySize.reduce((sum, row) => sum + row.applications, 0),
		paidDong: bySize.reduce((sum, row) => sum + row.paidDong, 0n),
		womenOwned: rows.reduce((sum, row) => sum + Number(row.womenOwned), 0),
		noLonger: Number(noLonger),
	};
}
