import type { CommandContext } from "#app/house/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canManagePeople } from "../roles/roles.access.ts";
import { canWithdraw } from "./proposal.access.ts";
import { auditPeople, endProposal, lockProposal, tellPeople } from "./proposals.server.ts";

/**
 * Who proposed something about a person takes it back before another has answered. Again changes nothing.
 *
 * @throws Refusal for anybody else, and when it has ended.
 */
export async function withdrawProposal(ctx: CommandContext, { proposalId }: { proposalId: string }): Promise<void> {
	assertAllowed(canManagePeople(ctx.actor), 403);
	await inTransaction(ctx.db, async (trx) => {
		const proposal = await lockProposal(trx, proposalId, ctx.now);
		if (proposal.state === "withdrawn" && proposal.endedBy === ctx.actor.personId) return;
		assertAllowed(canWithdraw(ctx.actor, proposal));
		await endProposal(trx, ctx, proposal, { to: "withdrawn" });
		await tellPeople(trx, ctx, { what: `${proposal.kind}:withdrawn`, id: proposalId });
		const person = { id: proposal.personId, name: proposal.personName };
		await auditPeople(trx, ctx, person, {
			action: `identity.${proposal.kind}-withdrawn`,
			facts: { role: proposal.role },
		});
	});
}
