import type { Readable } from "node:stream";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { exportInTurn } from "#app/house/limits/document-queue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { openSnapshot, streamRows } from "#db/stream-rows.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { Holder } from "./holder.ts";
import { unsafeHolderFacts } from "./holder-facts.server.ts";
import { canSeeStatements } from "./statement.access.ts";
import type { StatementFilter } from "./statement.forms.ts";
import { unsafeStatementLines } from "./statement.server.ts";

/**
 * The entries of a statement, the oldest first, as a stream of batches of `StatementLine`, all of one moment. The audit
 * entry that says who took whose is written before the first one leaves.
 *
 * @throws Refusal `house_refusal_not_yours` for who may not read statements, NotFound where there is no such holder.
 */
export async function exportStatement(
	ctx: CommandContext,
	{ holder, filter }: { holder: Holder; filter: StatementFilter },
): Promise<Readable> {
	const permission = canSeeStatements(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
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
}
