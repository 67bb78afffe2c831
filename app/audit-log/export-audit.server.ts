import type { Readable } from "node:stream";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { auditReaders } from "#app/audit/audit.access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { exportInTurn } from "#app/house/limits/document-queue.server.ts";
import { openSnapshot, streamRows } from "#db/stream-rows.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { AuditFilter } from "./audit.forms.ts";
import { countEntries, unsafeEntries } from "./audit-page.server.ts";

/**
 * The lines of the log as a stream of batches, newest first. The line that says who took how many, by which filter, is
 * written before the first row leaves, and is therefore the first of a whole log.
 */
export const exportAudit = command({
	name: "audit.export",
	input: z.object({
		filter: z.custom<AuditFilter>(),
		format: z.enum(["csv", "xlsx"]),
	}),
	who: auditReaders,
	refuses: [],
	once: "each time",
	async run(ctx: CommandContext, { filter, format }): Promise<Readable> {
		return exportInTurn(ctx.actor.personId, async () => {
			// One connection after the other: who holds one and waits for a second waits for all who do the same.
			await inTransaction(ctx.db, async (trx) => {
				const used = Object.entries(filter).filter(([, value]) => value !== null && value !== "");
				await appendAudit(trx, ctx, {
					action: "audit.exported",
					subject: { kind: "audit", id: format, label: `audit.${format}` },
					facts: { filter: Object.fromEntries(used), rows: await countEntries(trx, filter) },
				});
			});
			const snapshot = await openSnapshot(ctx.db);
			return streamRows(snapshot, unsafeEntries(snapshot, filter));
		});
	},
});
