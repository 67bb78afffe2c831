import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForNotice } from "../../notice-mail.server.ts";
import { openFactor, sealFactor } from "../../sealed-factors.server.ts";
import { stepOf } from "../../second-factor/totp.server.ts";
import { endSessions } from "../../sessions/end-sessions.server.ts";

/**
 * Makes the waiting telephone the second factor, once it shows a right code; the one of before stops working then, and
 * other devices are signed out. The backup codes stay.
 *
 * @throws Refusal for a wrong code, or when no key waits any more.
 */
export const changePhone = command({
	name: "account.change-phone",
	input: z.object({ code: z.string(), sessionId: z.string() }),
	who: "person",
	refuses: ["account_refusal_key_too_old", "identity_refusal_wrong_code"],
	once: "by state",
	async run(ctx: CommandContext, { code, sessionId }) {
		const { personId, name } = ctx.actor;
		await inTransaction(ctx.db, async (trx) => {
			const factor = await trx
				.selectFrom("secondFactor")
				.select(["id", "nextSecret", "backupCodes"])
				.where("userId", "=", personId)
				.where("verified", "=", true)
				.where("nextUntil", ">", ctx.now)
				.forUpdate()
				.executeTakeFirst();
			if (!factor?.nextSecret) throw new Refusal("account_refusal_key_too_old");
			const next = await openFactor(factor.nextSecret);
			const lastStep = stepOf(next, code, null, ctx.now);
			if (lastStep === null) throw new Refusal("identity_refusal_wrong_code", {}, { field: "code" });
			// Both by the newest version of the secret, by which a row is found when old versions are given up.
			const sealed = {
				secret: await sealFactor(next),
				backupCodes: await sealFactor(await openFactor(factor.backupCodes)),
			};
			await trx
				.updateTable("secondFactor")
				.set({ ...sealed, lastStep, nextSecret: null, nextUntil: null })
				.where("id", "=", factor.id)
				.execute();
			await askForNotice(trx, { kind: "phone-changed", personId }, ctx.now);
			await appendAudit(trx, ctx, {
				action: "identity.phone-changed",
				subject: { kind: "person", id: personId, label: name },
			});
			await endSessions(trx, ctx, { personId, exceptSessionId: sessionId, because: "second-factor-set" });
		});
	},
});
