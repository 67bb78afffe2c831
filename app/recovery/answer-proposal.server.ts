import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { instant } from "#app/house/command/inputs.ts";
import { assertAllowed, Refusal, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lowerRecovery } from "./decide-recovery.server.ts";
import { findProposal, noProposal } from "./proposals.server.ts";
import { bookReceipt, hasConfirmedReceipt } from "./record-receipt.server.ts";
import { lockRecovery, moveRecovery, tellStep } from "./recoveries.server.ts";
import { canAnswerProposal } from "./recovery.access.ts";

/**
 * A second officer confirms that less is asked, or nothing any more, or that money came back, and it happens; or declines
 * it, and all stays as it is. Who proposed it takes it back by declining. The same confirmation again changes nothing.
 *
 * @param input.proposedAt of the proposal that was read.
 * @throws Refusal to confirm for who proposed it, for who belongs to the business, and where it was answered, moved on or
 * took the place of the one that was read.
 */
export const answerProposal = command({
	name: "recovery.answer-proposal",
	input: z.object({ reference: z.string(), answer: z.enum(["confirm", "decline"]), proposedAt: instant }),
	who: ["finance_officer"],
	refuses: [
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
		"recovery_refusal_day_far",
		"recovery_refusal_due_later",
		"recovery_refusal_lower",
		"recovery_refusal_proposed_by_you",
		"recovery_refusal_received_on",
		"recovery_refusal_recorded",
		"recovery_refusal_too_much",
		"recovery_refusal_your_business",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, answer, proposedAt }) {
		await inTransaction(ctx.db, async (trx) => {
			const { application, recovery } = await lockRecovery(trx, reference);
			const isRead = recovery.proposedAt?.getTime() === proposedAt.getTime();
			if (isRead && answer === "confirm" && recovery.proposalConfirmedBy === ctx.actor.personId) return;
			const proposal = isRead ? await findProposal(trx, recovery.id) : null;
			if (!proposal && answer === "confirm" && (await hasConfirmedReceipt(trx, ctx, recovery.id, proposedAt))) return;
			const ownBusiness = await isTied(trx, ctx.actor.personId, application.id);
			const seen = { state: recovery.state, proposedBy: proposal?.byId ?? null, ownBusiness };
			assertAllowed(canAnswerProposal(ctx.actor, seen, answer));
			if (!proposal) throw new Refusal("house_refusal_moved_on");
			if (answer === "decline") {
				await trx.updateTable("recovery").set(noProposal).where("id", "=", recovery.id).execute();
				return tellStep(trx, ctx, recovery, { what: "proposal-declined", facts: {} });
			}
			refuseNewlyGiven(ctx, "finance_officer");
			await assertFirstHand(trx, { personId: proposal.byId, roles: ["finance_officer"] });
			if (proposal.decision === "receive") {
				await trx.updateTable("recovery").set(noProposal).where("id", "=", recovery.id).execute();
				return bookReceipt(trx, ctx, { application, recovery }, proposal);
			}
			const { reasons } = proposal;
			const decided = {
				...{ decidedAt: ctx.now, decidedBy: proposal.byId },
				proposalConfirmedBy: ctx.actor.personId,
			};
			if (proposal.decision === "drop") {
				await moveRecovery(trx, recovery, "dropped", decided);
				return tellStep(trx, ctx, recovery, { what: "dropped", facts: { amountDong: recovery.amountDong, reasons } });
			}
			const terms = await lowerRecovery(trx, ctx, recovery, proposal, decided);
			await tellStep(trx, ctx, recovery, { what: "lowered", facts: { ...terms, reasons } });
		});
	},
});
