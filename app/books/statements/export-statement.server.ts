import type { Readable } from "node:stream";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { exportInTurn } from "#app/house/limits/document-queue.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { openSnapshot, streamRows } from "#db/stream-rows.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { holderKinds } from "./holder.ts";
import { unsafeHolderFacts } from "./holder-facts.server.ts";
import { statementReaders } from "./statement.access.ts";
import type { StatementFilter } from "./statement.forms.ts";
import { unsafeStatementLines } from "./statement.server.ts";

/**
 * The entries of a statement, the oldest first, as a stream of batches of `StatementLine`, all of one moment. The audit
 * entry that says who took whose is written before the first one leaves.
 *
 * @throws NotFound where there is no such holder.
 */
export const exportStatement = command({
	name: "books.export-statement",
	input: z.object({
		holder: z.object({ kind: z.enum(holderKinds), id: z.string() }),
		filter: z.custom<StatementFilter>(),
	}),
	who: statementReaders,
	refuses: [],
	once: "each time",
	async run(ctx: CommandContext, { holder, filter }): Promise<Readable> {
		const { nameVi } = orNotFound(await unsafeHolderFacts(ctx.db, holder));
		return exportInTurn(ctx.actor.personId, async () => {
			await inTransaction(ctx.db, (trx) =>
				appendAudit(trx, ctx, {
					action: "books.statement-exported",
					subject: { kind: holder.kind, id: holder.id, label: nameVi },
					facts: { from: filter.from, to: filter.to },
				}),
			);
			return streamRows(await openSnapshot(ctx.db), unsafeStatementLines(ctx.db, holder, filter));
		});
	},
});
