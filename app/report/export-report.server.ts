import type { Readable } from "node:stream";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { exportInTurn } from "#app/house/limits/document-queue.server.ts";
import { openSnapshot, streamRows } from "#db/stream-rows.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { reportRoles } from "./report.access.ts";
import type { ReportFilter } from "./report.forms.ts";
import { subsidies, subsidyTotals } from "./subsidies.server.ts";

/**
 * The rows of a report as a stream of batches of `Subsidy`, all of one moment. The audit entry that says who took how
 * many, by which filter, is written before the first row leaves.
 */
export const exportReport = command({
	name: "report.export",
	input: z.object({
		filter: z.custom<ReportFilter>(),
		format: z.enum(["csv", "xlsx"]),
	}),
	who: reportRoles,
	refuses: [],
	once: "each time",
	async run(ctx: CommandContext, { filter, format }): Promise<Readable> {
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
	},
});

function usedOf(filter: ReportFilter): Record<string, string> {
	return Object.fromEntries(
		Object.entries(filter).flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]])),
	);
}
