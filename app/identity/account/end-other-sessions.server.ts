import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";

/** Signs a person out of everything but the device that asks. @returns how many sessions ended. */
export const endOtherSessions = command({
	name: "account.end-other-sessions",
	input: z.object({ askingSessionId: z.string() }),
	who: "person",
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext, { askingSessionId }): Promise<number> {
		const { personId } = ctx.actor;
		return inTransaction(ctx.db, (trx) =>
			endSessions(trx, ctx, { personId, exceptSessionId: askingSessionId, because: "ended-by-person" }),
		);
	},
});
