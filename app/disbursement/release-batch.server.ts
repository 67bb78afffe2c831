import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { assertPayAnother } from "#app/claim/desk/pays-applicant.server.ts";
import { assertNotStopped } from "#app/claim/stop/payment-stops.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal, refuseNewlyGiven } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { batchAsSeen, lockBatch } from "./batches.server.ts";
import { canRelease } from "./disbursement.access.ts";
import { sendPayments } from "./export-batch.server.ts";
import { assertPayeeAccounts } from "./payee-accounts.server.ts";
import { lockApplications } from "./payments.server.ts";

/**
 * A second person lets a batch go to the bank; Stripe pays at once, since no file waits to be fetched. The same person
 * again changes nothing.
 *
 * @throws Refusal for who made the batch, approved an application in it, verified a claim of one, said that a payment of it had come back, is tied to one, or became
 * a finance officer lately, where whoever made it is one no more, where a payment would go to its own applicant or is stopped, and for a batch with nothing in it.
 */
export const releaseBatch = command({
	name: "disbursement.approve-batch",
	input: z.object({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"disbursement_refusal_created_by_you",
		"disbursement_refusal_decided_by_you",
		"disbursement_refusal_empty",
		"disbursement_refusal_holder",
		"disbursement_refusal_own_account",
		"disbursement_refusal_own_provider",
		"disbursement_refusal_released",
		"disbursement_refusal_returned_by_you",
		"disbursement_refusal_stopped",
		"disbursement_refusal_stripe_unconfirmed",
		"disbursement_refusal_verified_by_you",
		"disbursement_refusal_your_business",
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"house_refusal_role_new",
		"house_refusal_role_new_until",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const batch = await lockBatch(trx, reference);
			if (batch.releasedBy === ctx.actor.personId) return;
			if (batch.releasedAt) throw new Refusal("disbursement_refusal_released");
			refuseNewlyGiven(ctx, "finance_officer");
			assertAllowed(canRelease(ctx.actor, await batchAsSeen(trx, batch, ctx.actor)), 403);
			await assertFirstHand(trx, { personId: batch.createdBy, roles: ["finance_officer"] });
			const payments = await trx
				.selectFrom("disbursement")
				.select(["id", "claimId", "applicationId"])
				.where("batchId", "=", batch.id)
				.execute();
			await lockApplications(
				trx,
				payments.map(({ applicationId }) => applicationId),
			);
			const claimIds = payments.map(({ claimId }) => claimId);
			await assertPayAnother(trx, claimIds, "disbursement_refusal_own_provider");
			await assertNotStopped(trx, claimIds, "disbursement_refusal_stopped");
			await assertPayeeAccounts(
				trx,
				payments.map(({ id }) => id),
			);
			await trx
				.updateTable("paymentBatch")
				.set({ releasedAt: ctx.now, releasedBy: ctx.actor.personId, releasedByName: ctx.actor.name })
				.where("id", "=", batch.id)
				.execute();
			await appendAudit(trx, ctx, {
				action: "disbursement.batch-released",
				subject: { kind: "payment-batch", id: batch.id, label: reference },
				facts: { createdBy: batch.createdByName },
			});
			if (batch.rail === "stripe") await sendPayments(trx, ctx, batch);
		});
	},
});
