import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Role } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForNotice } from "../../notice-mail.server.ts";
import { endSessions } from "../../sessions/end-sessions.server.ts";
import { canTurnOffSecondFactor } from "../account.access.ts";

/**
 * Takes the second factor and the backup codes away; other devices are signed out.
 *
 * @throws Refusal when the person is of staff, or has none.
 */
export const turnOffSecondFactor = command({
	name: "account.turn-off-second-factor",
	input: z.object({ sessionId: z.string() }),
	who: "person",
	refuses: ["account_refusal_no_factor", "account_refusal_staff_factor"],
	once: "by state",
	async run(ctx: CommandContext, { sessionId }) {
		const { personId, name } = ctx.actor;
		await inTransaction(ctx.db, async (trx) => {
			const roles = await trx
				.selectFrom("personRole")
				.select("role")
				.where("personId", "=", personId)
				.where("revokedAt", "is", null)
				.execute();
			assertAllowed(canTurnOffSecondFactor({ roles: roles.map(({ role }) => role as Role) }), 403);
			const gone = await trx.deleteFrom("secondFactor").where("userId", "=", personId).executeTakeFirst();
			if (gone.numDeletedRows === 0n) throw new Refusal("account_refusal_no_factor");
			await trx
				.updateTable("person")
				.set({ twoFactorEnabled: false, updatedAt: ctx.now })
				.where("id", "=", personId)
				.execute();
			await askForNotice(trx, { kind: "second-factor-off", personId }, ctx.now);
			await appendAudit(trx, ctx, {
				action: "identity.second-factor-turned-off",
				subject: { kind: "person", id: personId, label: name },
			});
			await endSessions(trx, ctx, { personId, exceptSessionId: sessionId, because: "second-factor-set" });
		});
	},
});
