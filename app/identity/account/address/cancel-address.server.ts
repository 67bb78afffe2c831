import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { endChange, findByLink, findWaitingAddress, lockPerson } from "./address-change.server.ts";

/**
 * Drops the address that waits, for its own person.
 *
 * @throws Refusal when none waits any more.
 */
export async function cancelAddress(ctx: CommandContext): Promise<void> {
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
}

/**
 * Drops the address that waits, by the link in the mail to the address in use: its reader need not be signed in, since
 * whoever asked for the change may be somebody else.
 *
 * @throws Refusal when the link is unknown, too old, or the change is over.
 */
export async function cancelAddressByLink(ctx: CommandContext<AnyActor>, { token }: { token: string }): Promise<void> {
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
}
