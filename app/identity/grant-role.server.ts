import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor, Role } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeRolesOf, canManagePeople } from "./people.access.ts";
import { endSessions } from "./sessions/end-sessions.server.ts";

/** `scopeId`: the association for which an association role is held, empty for a role of the city. */
export type RoleToGrant = { email: string; role: Role; scopeId: string };

/**
 * Gives a role to a person who has an account with a confirmed address. They sign in anew, and it counts
 * from then on.
 *
 * @throws Refusal when there is no such account, the person has the role already, or it would be one's own.
 */
export async function grantRole(ctx: CommandContext<AnyActor>, { email, role, scopeId }: RoleToGrant): Promise<void> {
	const permission = canManagePeople(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
	await inTransaction(ctx.db, async (trx) => {
		const person = await trx
			.selectFrom("person")
			.select(["id", "name"])
			.where("email", "=", email)
			.where("emailVerified", "=", true)
			.executeTakeFirst();
		if (!person) throw new Refusal("people_refusal_no_account", { email }, { field: "email" });
		const others = canChangeRolesOf(ctx.actor, person.id);
		if (!others.allowed) throw new Refusal(others.reason, {}, { status: 403 });
		const granted = await trx
			.insertInto("personRole")
			.values({
				personId: person.id,
				role,
				scopeId,
				grantedAt: ctx.now,
				grantedBy: "personId" in ctx.actor ? ctx.actor.personId : "system",
			})
			.onConflict((conflict) =>
				conflict.columns(["personId", "role", "scopeId"]).where("revokedAt", "is", null).doNothing(),
			)
			.executeTakeFirst();
		if (granted.numInsertedOrUpdatedRows === 0n) throw new Refusal("people_refusal_role_held", {}, { field: "role" });
		await appendAudit(trx, ctx, {
			action: "identity.role-granted",
			subject: { kind: "person", id: person.id, label: person.name },
			facts: { role, scope: scopeId },
		});
		// Sessions of staff are shorter, and whoever else had one of this person's has it no more.
		await endSessions(trx, ctx, { personId: person.id, because: "role-granted" });
	});
}
