import { randomUUID } from "node:crypto";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { countRate } from "#app/house/limits/rate-limit.server.ts";
import type { InfectedFile } from "#app/house/scan/scan-upload.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { appendAudit } from "./append.server.ts";

/**
 * Tells the audit log who sent a file with malware, what it was called and what was found; nothing of the file itself, which
 * is not kept. Of one person so many in a day: nobody may shorten the log, and the server's own log has them all.
 */
export function infectedTold(ctx: CommandContext): (file: InfectedFile) => Promise<void> {
	return async ({ fileName, signature }) => {
		const { allowed } = await countRate("infected-file", ctx.actor.personId);
		if (!allowed) return;
		const subject = { kind: "file", id: randomUUID(), label: fileName };
		await inTransaction(ctx.db, (trx) =>
			appendAudit(trx, ctx, { action: "file.infected", subject, facts: { signature } }),
		);
	};
}
