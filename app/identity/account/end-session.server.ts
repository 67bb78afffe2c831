import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";

/**
 * Signs another of the person's devices out: its next page asks for signing in.
 *
 * @returns false where it is no open session of theirs.
 * @throws Refusal when it is the one that asks.
 */
export const endSession = command({
	name: "account.end-session",
	input: z.object({ sessionId: z.string(), askingSessionId: z.string() }),
	who: "person",
	refuses: ["account_refusal_this_session"],
	once: "by state",
	async run(ctx: CommandContext, { sessionId, askingSessionId }): Promise<boolean> {
		if (sessionId === askingSessionId) throw new Refusal("account_refusal_this_session");
		const { personId } = ctx.actor;
		const ended = await inTransaction(ctx.db, (trx) =>
			endSessions(trx, ctx, { personId, onlySessionId: sessionId, because: "ended-by-person" }),
		);
		return ended > 0;
	},
});
