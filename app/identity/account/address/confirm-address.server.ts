import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { voidLinks } from "../../mail-link.server.ts";
import { askForNotice } from "../../notice-mail.server.ts";
import { assertMayHaveAddress } from "../../roles/givable.server.ts";
import { endChange, findByLink, lockPerson } from "./address-change.server.ts";

/**
 * Makes the waiting address the one to sign in with, by the link in the mail that went there. Signs nobody in. Links for a
 * new password that went to the old address die.
 *
 * @returns the address that is now in use.
 * @throws Refusal when the link is unknown, too old or used, when the account is suspended, when a role asks for an address of
 * the office, or when the address has got an account meanwhile.
 */
export const confirmNewAddress = command({
	name: "account.confirm-address",
	input: z.object({ token: z.string() }),
	who: "anyone",
	refuses: ["account_refusal_address_link", "account_refusal_address_used", "account_refusal_mail_domain"],
	once: "by state",
	async run(ctx: CommandContext<AnyActor>, { token }): Promise<{ email: string }> {
		return inTransaction(ctx.db, async (trx) => {
			const change = await findByLink(trx, "confirm", token, ctx.now);
			if (!change) throw new Refusal("account_refusal_address_link");
			const person = await lockPerson(trx, change.personId);
			if (person.suspendedAt) throw new Refusal("account_refusal_address_link");
			if (!(await endChange(trx, change.id, "confirmed", ctx.now))) throw new Refusal("account_refusal_address_link");
			// A role of the city may have been given since it was asked for.
			await assertMayHaveAddress(trx, person.id, change.toEmail);
			await freeAddress(trx, change.toEmail, ctx.now);
			await trx
				.updateTable("person")
				.set({ email: change.toEmail, emailVerified: true, updatedAt: ctx.now })
				.where("id", "=", person.id)
				.execute();
			await voidLinks(trx, person.id);
			await askForNotice(trx, { kind: "address-changed", personId: person.id, to: person.email }, ctx.now);
			await appendAudit(trx, ctx, {
				action: "identity.address-changed",
				subject: { kind: "person", id: person.id, label: person.name },
				facts: { fromEmail: person.email, toEmail: change.toEmail },
			});
			return { email: change.toEmail };
		});
	},
});

/**
 * An account that was opened with this address and never confirmed keeps nobody from it: only its mailbox's owner gets
 * here. Nobody could sign in to that account, and it gives the address up.
 */
async function freeAddress(trx: Transaction<Tables>, email: string, now: Date): Promise<void> {
	const unconfirmed = await trx
		.selectFrom("person")
		.select("id")
		.where("email", "=", email)
		.where("emailVerified", "=", false)
		.forUpdate()
		.executeTakeFirst();
	if (!unconfirmed) return;
	await voidLinks(trx, unconfirmed.id);
	await trx
		.updateTable("person")
		.set({ email: `${unconfirmed.id.toLowerCase()}@unconfirmed.invalid`, updatedAt: now })
		.where("id", "=", unconfirmed.id)
		.execute();
}
