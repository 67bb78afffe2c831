import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForMailIn } from "../../identity-mail.server.ts";
import { findWaitingAddress, linkEnds, lockPerson, newToken } from "./address-change.server.ts";

/**
 * Sends the mail to the waiting address again, with a new link; the one before is dead.
 *
 * @throws Refusal when no address waits any more, or after too many mails.
 */
export const resendAddress = command({
	name: "account.resend-address",
	input: nothing,
	who: "person",
	refuses: ["account_refusal_no_address_waits", "house_refusal_too_many_tries"],
	once: "each time",
	async run(ctx: CommandContext) {
		const { personId } = ctx.actor;
		await limitRate("mail-person", ctx.actor.personId);
		const asked = await findWaitingAddress(ctx.db, personId);
		// Many accounts together could ask for mails to one address.
		if (asked) await limitRate("mail-address-early", `new:${asked.email}`);
		await inTransaction(ctx.db, async (trx) => {
			const person = await lockPerson(trx, personId);
			const waiting = await findWaitingAddress(trx, personId);
			if (!waiting) throw new Refusal("account_refusal_no_address_waits");
			const { token, hash } = newToken();
			await trx
				.updateTable("addressChange")
				.set({ confirmHash: hash, mailedAt: ctx.now, expiresAt: linkEnds(ctx.now) })
				.where("id", "=", waiting.id)
				.execute();
			await askForMailIn(trx, { kind: "confirm-new-address", personId, recipient: waiting.email, token }, ctx.now);
			await appendAudit(trx, ctx, {
				action: "identity.address-link-resent",
				subject: { kind: "person", id: personId, label: person.name },
				facts: { toEmail: waiting.email },
			});
		});
	},
});
