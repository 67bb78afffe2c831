import { appendAudit } from "#app/audit/append.server.ts";
import { canReadAudit } from "#app/audit/audit.access.ts";
import { type ChainBreak, verifyAuditChain } from "#app/audit/verify-chain.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";

/** What a check of the chain found, as the log keeps it. `lastHash` copied elsewhere proves that nothing was cut off later. */
export type ChainCheck = {
	entries: string;
	lastHash: string | null;
	breaks: { id: string; problem: ChainBreak["problem"] }[];
};

/**
 * Checks the whole chain and writes the result into it, so that everybody sees when it was last found whole.
 *
 * @throws Refusal `house_refusal_not_yours` for anybody who may not read the log.
 */
export async function checkChain(ctx: CommandContext): Promise<ChainCheck> {
	const permission = canReadAudit(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
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
}
