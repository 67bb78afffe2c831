import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endChange, findByLink, findWaitingAddress, lockPerson } from "./address-change.server.ts";

/**
 * Drops the address that waits, for its own person.
 *
 * @throws Refusal when none waits any more.
 */
export const cancelAddress = command({
	name: "account.cancel-address",
	input: nothing,
	who: "person",
	refuses: ["account_refusal_no_address_waits"],
	once: "by state",
	async run(ctx: CommandContext) {
		const { personId } = ctx.actor;
		await inTransaction(ctx.db, async (trx) => {
			const person = await lockPerson(trx, personId);
			const waiting = await findWaitingAddress(trx, personId);
			if (!waiting || !(await endChange(trx, waiting.id, "cancelled", ctx.now))) {
				throw new Refusal("account_refusal_no_address_waits");
			}
			await appendAudit(trx, ctx, {
				action: "identity.address-change-cancelled",
				subject: { kind: "person", id: personId, label: person.name },
				facts: { toEmail: waiting.email },
			});
		});
	},
});

/**
 * Drops the address that waits, by the link in the mail to the address in use: its reader need not be signed in, since
 * whoever asked for the change may be somebody else.
 *
 * @throws Refusal when the link is unknown, too old, or the change is over.
 */
export const cancelAddressByLink = command({
	name: "account.cancel-address-by-link",
	input: z.object({ token: z.string() }),
	who: "anyone",
	refuses: ["account_refusal_address_link"],
	once: "by state",
	async run(ctx: CommandContext<AnyActor>, { token }) {
		await inTransaction(ctx.db, async (trx) => {
			const change = await findByLink(trx, "cancel", token, ctx.now);
			if (!change) throw new Refusal("account_refusal_address_link");
			const person = await lockPerson(trx, change.personId);
			if (!(await endChange(trx, change.id, "cancelled", ctx.now))) throw new Refusal("account_refusal_address_link");
			await appendAudit(trx, ctx, {
				action: "identity.address-change-cancelled",
				subject: { kind: "person", id: person.id, label: person.name },
				facts: { toEmail: change.toEmail },
			});
		});
	},
});
