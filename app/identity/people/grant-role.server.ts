import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockAccount } from "../affected.server.ts";
import { auditPeople, tellPeople } from "../proposals/proposals.server.ts";
import { assertGivable } from "../roles/givable.server.ts";
import { canChangeRolesOf } from "../roles/roles.access.ts";
import { associationRoles, cityRoles, isGuardedRole } from "../roles/roles.rules.ts";
import { endSessions } from "../sessions/end-sessions.server.ts";
import { setUnit } from "./set-unit.server.ts";

/** `scopeId`: the association for which an association role is held, empty for a role of the city. */

/**
 * Gives a role that moves neither money nor rights to a person who has an account with a confirmed address. They sign in
 * anew, and it counts from then on; the others are told by mail. Roles that move money or rights are proposed (`proposeRole`).
 *
 * @throws Refusal when there is no such account, the role may not be given to it, or it would be one's own.
 */
export const grantRole = command({
	name: "people.grant-role",
	input: z.object({
		email: z.string(),
		role: z.enum([...associationRoles, ...cityRoles]),
		scopeId: z.string(),
		unit: z.string().optional(),
	}),
	who: ["administrator"],
	refuses: [
		"people_refusal_apart",
		"people_refusal_by_two",
		"people_refusal_mail_domain",
		"people_refusal_no_account",
		"people_refusal_own_roles",
		"people_refusal_role_held",
		"people_refusal_suspended",
	],
	once: "by state",
	async run(ctx: CommandContext, { email, role, scopeId, unit }) {
		await inTransaction(ctx.db, async (trx) => {
			const person = await lockAccount(trx, email);
			if (!person) throw new Refusal("people_refusal_no_account", { email }, { field: "email" });
			assertAllowed(canChangeRolesOf(ctx.actor, person.id), 403);
			if (isGuardedRole(role)) throw new Refusal("people_refusal_by_two", {}, { field: "role" });
			await assertGivable(trx, person, { role, scopeId });
			await setUnit(trx, person, unit);
			const granted = await trx
				.insertInto("personRole")
				.values({ personId: person.id, role, scopeId, grantedAt: ctx.now, grantedBy: ctx.actor.personId })
				.returning("id")
				.executeTakeFirst();
			assert(granted, "the person is locked, and the role was not held");
			await tellPeople(trx, ctx, { what: "role:granted", id: granted.id });
			// Sessions of staff are shorter, and whoever else had one of this person's has it no more.
			await endSessions(trx, ctx, { personId: person.id, because: "role-granted" });
			await auditPeople(trx, ctx, person, { action: "identity.role-granted", facts: { role, scope: scopeId } });
		});
	},
});
