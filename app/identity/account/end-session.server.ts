import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";

/**
 * Signs another of the person's devices out: its next page asks for signing in.
 *
 * @returns false where it is no open session of theirs.
 * @throws Refusal when it is the one that asks.
 */
export async function endSession(
	ctx: CommandContext,
	{ sessionId, askingSessionId }: { sessionId: string; askingSessionId: string },
): Promise<boolean> {
	if (sessionId === askingSessionId) throw new Refusal("account_refusal_this_session");
	const { personId } = ctx.actor;
	const ended = await inTransaction(ctx.db, (trx) =>
		endSessions(trx, ctx, { personId, onlySessionId: sessionId, because: "ended-by-person" }),
	);
	return ended > 0;
}
