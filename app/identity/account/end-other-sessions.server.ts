import type { CommandContext } from "#app/house/command.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";

/** Signs a person out of everything but the device that asks. @returns how many sessions ended. */
export async function endOtherSessions(
	ctx: CommandContext,
	{ askingSessionId }: { askingSessionId: string },
): Promise<number> {
	const { personId } = ctx.actor;
	return inTransaction(ctx.db, (trx) =>
		endSessions(trx, ctx, { personId, exceptSessionId: askingSessionId, because: "ended-by-person" }),
	);
}
