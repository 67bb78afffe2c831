import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { type ClosingListRow, namedClosings } from "./closing-list.server.ts";
import { type ClosingRow, closingDone, closingPreview } from "./closing-preview.server.ts";

export type ClosingPage = ClosingListRow & {
	proposedBy: string;
	endedAt: Date | null;
	endedByName: string | null;
	endReason: string | null;
	doneAt: Date | null;
	lapsedCount: number | null;
	lapsedDong: bigint | null;
	stayedCount: number | null;
	stayedDong: bigint | null;
	/** Of a proposal what it would do now; later what it has done. */
	rows: ClosingRow[];
	/** How far the work has come, while it is under way. */
	progress: { lapsed: number; total: number; returned: number; envelopes: number } | null;
};

/** A closing; null where there is none of that reference. */
export async function closingPage(db: Kysely<Tables>, reference: string): Promise<ClosingPage | null> {
	const found = await namedClosings(db)
		.select([
			"yearClosing.id",
			"yearClosing.programmeId",
			"yearClosing.proposedBy",
			"yearClosing.endedAt",
			"yearClosing.endedByName",
			"yearClosing.endReason",
			"yearClosing.doneAt",
			"yearClosing.lapsedCount",
			"yearClosing.lapsedDong",
			"yearClosing.stayedCount",
			"yearClosing.stayedDong",
		])
		.where("yearClosing.reference", "=", reference)
		.executeTakeFirst();
	if (!found) return null;
	const { id, programmeId, ...closing } = found;
	const { state, year } = closing as ClosingListRow;
	const page = { ...closing, state, progress: null };
	if (state === "declined" || state === "withdrawn") return { ...page, rows: [] };
	if (state === "proposed") return { ...page, rows: await closingPreview(db, { programmeId, year }) };
	const rows = await closingDone(db, id);
	if (state === "done") return { ...page, rows };
	const toCome = await closingPreview(db, { programmeId, year });
	const count = (of: ClosingRow[]) => of.reduce((sum, { lapseCount }) => sum + lapseCount, 0);
	const progress = {
		lapsed: count(rows),
		total: count(rows) + count(toCome),
		returned: rows.filter(({ returnDong }, at) => returnDong > 0n || toCome[at]?.returnDong === 0n).length,
		envelopes: rows.length,
	};
	return { ...page, rows, progress };
}
