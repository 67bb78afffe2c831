import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canWithdraw } from "./proposal.access.ts";
import { auditPeople, endProposal, lockProposal, tellPeople } from "./proposals.server.ts";

/**
 * Who proposed something about a person takes it back before another has answered. Again changes nothing.
 *
 * @throws Refusal for anybody else, and when it has ended.
 */
export const withdrawProposal = command({
	name: "people.withdraw-proposal",
	input: z.object({ proposalId: z.uuid() }),
	who: ["administrator"],
	refuses: ["house_refusal_moved_on", "people_refusal_not_proposed_by_you"],
	once: "by state",
	async run(ctx: CommandContext, { proposalId }) {
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
	},
});
