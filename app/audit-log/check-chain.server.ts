import { appendAudit } from "#app/audit/append.server.ts";
import { auditReaders } from "#app/audit/audit.access.ts";
import { type ChainBreak, verifyAuditChain } from "#app/audit/verify-chain.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** What a check of the chain found, as the log keeps it. `lastHash` copied elsewhere proves that nothing was cut off later. */
export type ChainCheck = {
	entries: string;
	lastHash: string | null;
	breaks: { id: string; problem: ChainBreak["problem"] }[];
};

/**
 * Checks the whole chain and writes the result into it, so that everybody sees when it was last found whole.
 */
export const checkChain = command({
	name: "audit.check-chain",
	input: nothing,
	who: auditReaders,
	refuses: [],
	once: "each time",
	async run(ctx: CommandContext): Promise<ChainCheck> {
		const { entries, lastHash, breaks } = await verifyAuditChain(ctx.db);
		const check: ChainCheck = {
			entries: String(entries),
			lastHash,
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
