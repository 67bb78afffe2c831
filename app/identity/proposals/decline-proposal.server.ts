import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canAnswer } from "./proposal.access.ts";
import { auditPeople, endProposal, lockProposal, tellPeople } from "./proposals.server.ts";

/**
 * A second administrator does not confirm a proposal about a person, and says why. The same person again changes nothing.
 *
 * @throws Refusal for who proposed it and whom it is about, and when it has ended.
 */
export const declineProposal = command({
	name: "people.decline-proposal",
	input: z.object({ proposalId: z.uuid(), words: z.string() }),
	who: ["administrator"],
	refuses: ["house_refusal_moved_on", "people_refusal_own_roles", "people_refusal_proposed_by_you"],
	once: "by state",
	async run(ctx: CommandContext, { proposalId, words }) {
		await inTransaction(ctx.db, async (trx) => {
			const proposal = await lockProposal(trx, proposalId, ctx.now);
			if (proposal.state === "declined" && proposal.endedBy === ctx.actor.personId) return;
			assertAllowed(canAnswer(ctx.actor, proposal));
			await endProposal(trx, ctx, proposal, { to: "declined", words });
			await tellPeople(trx, ctx, { what: `${proposal.kind}:declined`, id: proposalId });
			const person = { id: proposal.personId, name: proposal.personName };
			const facts = { role: proposal.role, why: words, proposedBy: proposal.proposedByName };
			await auditPeople(trx, ctx, person, { action: `identity.${proposal.kind}-declined`, facts });
		});
	},
});
