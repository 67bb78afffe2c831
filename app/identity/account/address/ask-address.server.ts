import { randomUUID } from "node:crypto";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { askForMailIn } from "../../identity-mail.server.ts";
import { assertMayHaveAddress } from "../../roles/givable.server.ts";
import { endChange, findWaitingAddress, linkEnds, lockPerson, newToken } from "./address-change.server.ts";

/**
 * Lets a new address wait beside the one in use, and writes to both. One that waited before is dropped. Whether the new
 * one has an account already is not told here: its mail goes to whoever reads it, and says so.
 *
 * @throws Refusal when it is the address in use, not of the office where that must be, or after too many mails.
 */
export const askAddress = command({
	name: "account.ask-address",
	input: z.object({ email: z.string() }),
	who: "person",
	refuses: ["account_refusal_mail_domain", "account_refusal_same_address", "house_refusal_too_many_tries"],
	once: "each time",
	async run(ctx: CommandContext, { email }) {
		await limitRate("mail-person", ctx.actor.personId);
		await limitRate("mail-address-early", `new:${email}`);
		const { personId } = ctx.actor;
		await inTransaction(ctx.db, async (trx) => {
			const person = await lockPerson(trx, personId);
			if (person.email === email) throw new Refusal("account_refusal_same_address", {}, { field: "email" });
			await assertMayHaveAddress(trx, personId, email);
			const before = await findWaitingAddress(trx, personId);
			if (before) await endChange(trx, before.id, "replaced", ctx.now);
			const [confirm, cancel] = [newToken(), newToken()];
			await trx
				.insertInto("addressChange")
				.values({
					id: randomUUID(),
					personId,
					fromEmail: person.email,
					toEmail: email,
					confirmHash: confirm.hash,
					cancelHash: cancel.hash,
					askedAt: ctx.now,
					mailedAt: ctx.now,
					expiresAt: linkEnds(ctx.now),
				})
				.execute();
			await askForMailIn(
				trx,
				{ kind: "confirm-new-address", personId, recipient: email, token: confirm.token },
				ctx.now,
			);
			await askForMailIn(
				trx,
				{ kind: "address-change-asked", personId, recipient: person.email, token: cancel.token },
				ctx.now,
			);
			await appendAudit(trx, ctx, {
				action: "identity.address-change-asked",
				subject: { kind: "person", id: personId, label: person.name },
				facts: { fromEmail: person.email, toEmail: email },
			});
		});
	},
});
