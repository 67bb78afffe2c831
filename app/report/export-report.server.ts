import type { Readable } from "node:stream";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { exportInTurn } from "#app/house/limits/document-queue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { openSnapshot, streamRows } from "#db/stream-rows.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canReadReports } from "./report.access.ts";
import type { ReportFilter } from "./report.forms.ts";
import { subsidies, subsidyTotals } from "./subsidies.server.ts";

export type ReportExport = { filter: ReportFilter; format: "csv" | "xlsx" };

/**
 * The rows of a report as a stream of batches of `Subsidy`, all of one moment. The audit entry that says who took how
 * many, by which filter, is written before the first row leaves.
 *
 * @throws Refusal `house_refusal_not_yours` for anybody but city staff.
 */
export async function exportReport(ctx: CommandContext, { filter, format }: ReportExport): Promise<Readable> {
	const permission = canReadReports(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
	return exportInTurn(ctx.actor.personId, async () => {
		// One connection after the other: who holds one and waits for a second waits for all who do the same.
		await inTransaction(ctx.db, async (trx) => {
			const { count } = await subsidyTotals(trx, filter);
			await appendAudit(trx, ctx, {
				action: "report.exported",
				subject: { kind: "report", id: format, label: `report.${format}` },
				facts: { filter: usedOf(filter), rows: count },
			});
		});
		const snapshot = await openSnapshot(ctx.db);
		return streamRows(snapshot, subsidies(snapshot, filter));
	});
}

function usedOf(filter: ReportFilter): Record<string, string> {
	return Object.fromEntries(
		Object.entries(filter).flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]])),
	);
}
