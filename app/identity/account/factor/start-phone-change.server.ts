import { randomBytes } from "node:crypto";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { openFactor, sealFactor } from "../../sealed-factors.server.ts";

/** How long the picture to scan is good. */
const KEY_MINUTES = 15;

/**
 * Makes a key for another telephone. The one in use keeps working: the new key waits beside it.
 *
 * @throws Refusal when the account has no second factor.
 */
export const startPhoneChange = command({
	name: "account.start-phone-change",
	input: nothing,
	who: "person",
	refuses: ["account_refusal_no_factor"],
	once: "same again",
	async run(ctx: CommandContext) {
		const nextSecret = await sealFactor(randomBytes(24).toString("base64url"));
		const nextUntil = new Date(ctx.now.getTime() + KEY_MINUTES * 60_000);
		await inTransaction(ctx.db, async (trx) => {
			const changed = await trx
				.updateTable("secondFactor")
				.set({ nextSecret, nextUntil })
				.where("userId", "=", ctx.actor.personId)
				.where("verified", "=", true)
				.executeTakeFirst();
			if (changed.numUpdatedRows === 0n) throw new Refusal("account_refusal_no_factor");
		});
	},
});

/** The key that waits for its telephone; null where none does, or where it is too old. */
export async function findNextSecret({ db, actor, now }: CommandContext): Promise<string | null> {
	const factor = await db
		.selectFrom("secondFactor")
		.select("nextSecret")
		.where("userId", "=", actor.personId)
		.where("verified", "=", true)
		.where("nextUntil", ">", now)
		.executeTakeFirst();
	return factor?.nextSecret ? openFactor(factor.nextSecret) : null;
}
