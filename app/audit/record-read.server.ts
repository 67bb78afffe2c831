import type { CommandContext } from "#app/house/command/command.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type AuditRecord, appendAudit } from "./append.server.ts";

/** A file that is about to leave; of one that staff take, what it belongs to. */
export type TakenFile = { fileName: string; readByStaff: AuditRecord["subject"] | null };

/**
 * Tells the audit log that a person of staff who only reads opens the page of a file: who, which. Whoever reviews it has
 * declared.
 */
export async function recordOpening(
	ctx: CommandContext,
	{ method }: Pick<Request, "method">,
	subject: AuditRecord["subject"],
): Promise<void> {
	if (method === "HEAD") return;
	await inTransaction(ctx.db, (trx) => appendAudit(trx, ctx, { action: "file.opened", subject }));
}

/**
 * Tells the audit log that a person of staff takes a file, before it leaves: who, which, of what. A business that takes its
 * own leaves no line, and neither does a question that asks for the headers alone.
 */
export async function recordRead(
	ctx: CommandContext,
	{ method }: Pick<Request, "method">,
	{ fileName, readByStaff }: TakenFile,
): Promise<void> {
	if (!readByStaff || method === "HEAD") return;
	await inTransaction(ctx.db, (trx) =>
		appendAudit(trx, ctx, { action: "file.read", subject: readByStaff, facts: { fileName } }),
	);
}
