import { appendAudit } from "#app/audit/append.server.ts";
import { auditReaders } from "#app/audit/audit.access.ts";
import { placeAll } from "#app/audit/tree/place-entries.server.ts";
import { type LogBreak, verifyAuditLog } from "#app/audit/tree/verify-log.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** What a check of the log found, as the log keeps it. `root` stands for all lines that were signed, in their order. */
export type LogCheck = {
	entries: string;
	root: string;
	breaks: { id: string; problem: LogBreak["problem"] }[];
};

/** Checks the whole log and writes the result into it, so that everybody sees when it was last found whole. */
export const checkLog = command({
	name: "audit.check",
	input: nothing,
	who: auditReaders,
	refuses: [],
	once: "each time",
	async run(ctx: CommandContext): Promise<LogCheck> {
		await placeAll(ctx.db, ctx.now);
		const { entries, root, breaks } = await verifyAuditLog(ctx.db);
		const check: LogCheck = {
			entries: String(entries),
			root,
			breaks: breaks.map(({ id, problem }) => ({ id: String(id), problem })),
		};
		await inTransaction(ctx.db, (trx) =>
			appendAudit(trx, ctx, {
				action: "audit.checked",
				subject: { kind: "audit", id: String(entries), label: String(entries) },
				facts: check,
			}),
		);
		return check;
	},
});
