import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canChangeRolesOf, canManagePeople } from "./people.access.ts";

/**
 * Takes a role away; its holder's next page already refuses them. What they did with it stays theirs in the log.
 *
 * @throws Refusal when it is one's own, or was taken away before.
 */
export async function revokeRole(ctx: CommandContext<AnyActor>, { grantId }: { grantId: string }): Promise<void> {
	const permission = canManagePeople(ctx.actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
	await inTransaction(ctx.db, async (trx) => {
		const grant = await trx
			.selectFrom("personRole")
			.innerJoin("person", "person.id", "personRole.personId")
			.select(["personRole.personId", "personRole.role", "personRole.scopeId", "person.name"])
			.where("personRole.id", "=", grantId)
			.where("revokedAt", "is", null)
			.forUpdate("personRole")
			.executeTakeFirst();
		if (!grant) throw new Refusal("house_refusal_moved_on");
		const others = canChangeRolesOf(ctx.actor, grant.personId);
		if (!others.allowed) throw new Refusal(others.reason, {}, { status: 403 });
		await trx
			.updateTable("personRole")
			.set({ revokedAt: ctx.now, revokedBy: "personId" in ctx.actor ? ctx.actor.personId : "system" })
			.where("id", "=", grantId)
			.execute();
		await appendAudit(trx, ctx, {
			action: "identity.role-revoked",
			subject: { kind: "person", id: grant.personId, label: grant.name },
			facts: { role: grant.role, scope: grant.scopeId },
		});
	});
}
