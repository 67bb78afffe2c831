import type { Transaction } from "kysely";
import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { lockPerson } from "../affected.server.ts";
import { lapseProposalsOf, proposing } from "../proposals/lapse-proposals.server.ts";
import {
	addProposal,
	assertTwoAdministrators,
	auditPeople,
	findSameProposal,
	tellPeople,
} from "../proposals/proposals.server.ts";
import { reopenAccount } from "../proposals/reopen-account.server.ts";
import { canChangeRolesOf } from "../roles/roles.access.ts";
import { guardedRoles } from "../roles/roles.rules.ts";

/** Whether a suspended person holds a role that moves money or rights, by which two administrators open the account. */
async function needsTwo(trx: Transaction<Tables>, personId: string): Promise<boolean> {
	const held = trx
		.selectFrom("personRole")
		.select("id")
		.where("personId", "=", personId)
		.where("revokedAt", "is", null);
	return (await held.where("role", "in", [...guardedRoles]).executeTakeFirst()) !== undefined;
}

/**
 * Opens a suspended account: at once, or, where its person holds a role that moves money or rights, as a proposal that
 * another administrator confirms, as if the role were given anew.
 *
 * @param proposalId made by the form: the same id is proposed once.
 * @returns the proposal's id where another has to confirm it; null where the account is open.
 * @throws Refusal when it is one's own, is not suspended, is proposed already, or one administrator is alone.
 */
export const reopenPerson = command({
	name: "people.reopen",
	input: z.object({ personId: z.string(), proposalId: z.uuid(), reason: z.string() }),
	who: ["administrator"],
	refuses: ["people_refusal_not_suspended", "people_refusal_own_roles", "people_refusal_two_administrators"],
	once: ({ proposalId }) => proposalId,
	async run(ctx: CommandContext, { personId, proposalId, reason }): Promise<string | null> {
		return proposing(ctx.db, async (trx) => {
			const person = await lockPerson(trx, personId);
			assertAllowed(canChangeRolesOf(ctx.actor, personId), 403);
			if (await findSameProposal(trx, ctx, proposalId)) return proposalId;
			if (!person.suspendedAt) throw new Refusal("people_refusal_not_suspended");
			if (await needsTwo(trx, personId)) {
				await lapseProposalsOf(trx, personId, ctx.now);
				await assertTwoAdministrators(trx, ctx.now);
				await addProposal(trx, ctx, person, { proposalId, kind: "reopen", basis: reason });
				return proposalId;
			}
			await reopenAccount(trx, person);
			await tellPeople(trx, ctx, { what: "account:reopened", id: personId });
			await auditPeople(trx, ctx, person, { action: "identity.reopened", facts: { reason } });
			return null;
		});
	},
});
