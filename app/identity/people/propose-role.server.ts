import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { lockAccount } from "../affected.server.ts";
import { lapseProposalsOf, proposing } from "../proposals/lapse-proposals.server.ts";
import { addProposal, assertTwoAdministrators, findSameProposal } from "../proposals/proposals.server.ts";
import { assertGivable } from "../roles/givable.server.ts";
import { canChangeRolesOf, canManagePeople } from "../roles/roles.access.ts";
import type { GuardedRole } from "../roles/roles.rules.ts";
import { setUnit } from "./set-unit.server.ts";

export type RoleToPropose = {
	/** Made by the form: the same id is proposed once. */
	proposalId: string;
	email: string;
	role: GuardedRole;
	/** The document that gives the right: "QĐ 214/QĐ-STC". */
	basis: string;
	unit?: string;
};

/**
 * Proposes to give somebody a role that moves money or rights. Another administrator confirms it, and then it holds from
 * the next working day at the earliest; until then the person has no such right.
 *
 * @throws Refusal when there is no such account, the role may not be given to it, it would be one's own, one administrator
 * is alone, or it is proposed already.
 */
export async function proposeRole(ctx: CommandContext, input: RoleToPropose): Promise<void> {
	assertAllowed(canManagePeople(ctx.actor), 403);
	const { proposalId, email, role, basis, unit } = input;
	await proposing(ctx.db, async (trx) => {
		const person = await lockAccount(trx, email);
		if (!person) throw new Refusal("people_refusal_no_account", { email }, { field: "email" });
		assertAllowed(canChangeRolesOf(ctx.actor, person.id), 403);
		if (await findSameProposal(trx, ctx, proposalId)) return;
		await lapseProposalsOf(trx, person.id, ctx.now);
		await assertGivable(trx, person, { role, scopeId: "" });
		await assertTwoAdministrators(trx, ctx.now);
		await setUnit(trx, person, unit);
		await addProposal(trx, ctx, person, { proposalId, kind: "give-role", role, basis });
	});
}
