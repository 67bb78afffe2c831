import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForNotice } from "../../notice-mail.server.ts";
import { sealFactor } from "../../sealed-factors.server.ts";
import { makeBackupCodes } from "../../second-factor/backup-codes.server.ts";

/**
 * Gives a person ten new backup codes; those of before stop working.
 *
 * @returns the codes, which are shown this once.
 * @throws Refusal when the account has no second factor, or after too many in a day.
 */
export const replaceBackupCodes = command({
	name: "account.replace-backup-codes",
	input: nothing,
	who: "person",
	refuses: ["account_refusal_no_factor", "house_refusal_too_many_tries"],
	once: "each time",
	async run(ctx: CommandContext): Promise<string[]> {
		const { personId, name } = ctx.actor;
		await limitRate("backup-codes", personId);
		const codes = makeBackupCodes();
		const backupCodes = await sealFactor(JSON.stringify(codes));
		await inTransaction(ctx.db, async (trx) => {
			const changed = await trx
				.updateTable("secondFactor")
				.set({ backupCodes })
				.where("userId", "=", personId)
				.where("verified", "=", true)
				.executeTakeFirst();
			if (changed.numUpdatedRows === 0n) throw new Refusal("account_refusal_no_factor");
			await askForNotice(trx, { kind: "codes-made", personId }, ctx.now);
			await appendAudit(trx, ctx, {
				action: "identity.backup-codes-made",
				subject: { kind: "person", id: personId, label: name },
			});
		});
		return codes;
	},
});
