import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockPerson } from "../affected.server.ts";
import { auditPeople, tellPeople } from "../proposals/proposals.server.ts";
import { lockAdministrators } from "../roles/administrators.server.ts";
import { canChangeRolesOf } from "../roles/roles.access.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";

/**
 * Closes an account at once: all its sessions end, and nobody signs in with it until it is opened again. One administrator
 * does it, since a stolen account must not wait for a second. Its roles stay, but nobody can use them.
 *
 * @throws Refusal when it is one's own, is suspended already, or belongs to the last administrator who can act.
 */
export const suspendPerson = command({
	name: "people.suspend",
	input: z.object({ personId: z.string(), reason: z.string() }),
	who: ["administrator"],
	refuses: ["people_refusal_last_administrator", "people_refusal_own_roles", "people_refusal_suspended_already"],
	once: "by state",
	async run(ctx: CommandContext, { personId, reason }) {
		await inTransaction(ctx.db, async (trx) => {
			const person = await lockPerson(trx, personId);
			assertAllowed(canChangeRolesOf(ctx.actor, personId), 403);
			if (person.suspendedAt) throw new Refusal("people_refusal_suspended_already");
			const others = (await lockAdministrators(trx, ctx)).filter((id) => id !== personId);
			if (others.length === 0) throw new Refusal("people_refusal_last_administrator");
			const { personId: suspendedBy, name: suspendedByName } = ctx.actor;
			await trx
				.updateTable("person")
				.set({ suspendedAt: ctx.now, suspendedBy, suspendedByName, suspendedWhy: reason })
				.where("id", "=", personId)
				.execute();
			await tellPeople(trx, ctx, { what: "account:suspended", id: personId });
			await endSessions(trx, ctx, { personId, because: "suspended" });
			await auditPeople(trx, ctx, person, { action: "identity.suspended", facts: { reason } });
		});
	},
});
