import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { lockAccount } from "../affected.server.ts";
import { lapseProposalsOf, proposing } from "../proposals/lapse-proposals.server.ts";
import { addProposal, assertTwoAdministrators, findSameProposal } from "../proposals/proposals.server.ts";
import { assertGivable } from "../roles/givable.server.ts";
import { canChangeRolesOf } from "../roles/roles.access.ts";
import { guardedRoles } from "../roles/roles.rules.ts";
import { setUnit } from "./set-unit.server.ts";

/**
 * Proposes to give somebody a role that moves money or rights. Another administrator confirms it, and then it holds from
 * the next working day at the earliest; until then the person has no such right.
 *
 * @throws Refusal when there is no such account, the role may not be given to it, it would be one's own, one administrator
 * is alone, or it is proposed already.
 */
export const proposeRole = command({
	name: "people.propose-role",
	input: z.object({
		/** Made by the form: the same id is proposed once. */
		proposalId: z.uuid(),
		email: z.string(),
		role: z.enum(guardedRoles),
		/** The document that gives the right: "QĐ 214/QĐ-STC". */
		basis: z.string(),
		unit: z.string().optional(),
	}),
	who: ["administrator"],
	refuses: [
		"people_refusal_apart",
		"people_refusal_mail_domain",
		"people_refusal_no_account",
		"people_refusal_own_roles",
		"people_refusal_proposed_already",
		"people_refusal_role_held",
		"people_refusal_suspended",
		"people_refusal_two_administrators",
	],
	once: "by state",
	async run(ctx: CommandContext, input) {
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
	},
});
