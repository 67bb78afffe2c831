import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockPerson } from "../affected.server.ts";
import { tellPeople } from "../proposals/proposals.server.ts";
import { canChangeRolesOf } from "../roles/roles.access.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";

/**
 * Signs another person out: of one session, or everywhere. They sign in again; who must not is suspended.
 *
 * @throws Refusal when they are one's own, which one's own page ends, or when there was none any more.
 */
export const endSessionsOf = command({
	name: "people.end-sessions",
	input: z.object({ personId: z.string(), sessionId: z.string().optional() }),
	who: ["administrator"],
	refuses: ["house_refusal_moved_on", "people_refusal_own_roles"],
	once: "by state",
	async run(ctx: CommandContext, { personId, sessionId }) {
		await inTransaction(ctx.db, async (trx) => {
			await lockPerson(trx, personId);
			assertAllowed(canChangeRolesOf(ctx.actor, personId), 403);
			await tellPeople(trx, ctx, { what: "account:signed-out", id: personId });
			const which = { personId, onlySessionId: sessionId, because: "ended-by-administrator" } as const;
			if ((await endSessions(trx, ctx, which)) === 0) throw new Refusal("house_refusal_moved_on");
		});
	},
});
