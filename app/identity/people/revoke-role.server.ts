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
 * Takes a role away at once, and ends its holder's sessions. What they did with it stays theirs in the log. One
 * administrator does it: what takes a right away must not wait.
 *
 * @throws Refusal when it is one's own, was taken away before, or fewer than two administrators would stay.
 */
export const revokeRole = command({
	name: "people.revoke-role",
	input: z.object({ grantId: z.uuid() }),
	who: ["administrator"],
	refuses: ["house_refusal_moved_on", "people_refusal_own_roles", "people_refusal_two_stay"],
	once: "by state",
	async run(ctx: CommandContext, { grantId }) {
		await inTransaction(ctx.db, async (trx) => {
			const found = await trx.selectFrom("personRole").select("personId").where("id", "=", grantId).executeTakeFirst();
			if (!found) throw new Refusal("house_refusal_moved_on");
			const person = await lockPerson(trx, found.personId);
			assertAllowed(canChangeRolesOf(ctx.actor, person.id), 403);
			const grant = await trx
				.selectFrom("personRole")
				.select(["role", "scopeId", "revokedAt"])
				.where("id", "=", grantId)
				.forUpdate()
				.executeTakeFirstOrThrow();
			if (grant.revokedAt) throw new Refusal("house_refusal_moved_on");
			const others = (await lockAdministrators(trx, ctx)).filter((id) => id !== person.id);
			if (grant.role === "administrator" && others.length < 2) throw new Refusal("people_refusal_two_stay");
			await trx
				.updateTable("personRole")
				.set({ revokedAt: ctx.now, revokedBy: ctx.actor.personId })
				.where("id", "=", grantId)
				.execute();
			await tellPeople(trx, ctx, { what: "role:revoked", id: grantId });
			await endSessions(trx, ctx, { personId: person.id, because: "role-revoked" });
			await auditPeople(trx, ctx, person, {
				action: "identity.role-revoked",
				facts: { role: grant.role, scope: grant.scopeId },
			});
		});
	},
});
