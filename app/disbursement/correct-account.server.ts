import { z } from "zod";
import { replacePayeeAccount } from "#app/claim/payee-account.server.ts";
import { lockOwnClaim } from "#app/claim/visible-claims.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { insertPaymentEvent } from "./payments.server.ts";

/**
 * The business corrects the provider's account after the bank returned a payment. The finance officer then sends it
 * again; until that moment nothing is paid anywhere. Returns the application's reference.
 *
 * @throws Refusal when the payment was not returned, or the holder's name is not the provider's.
 */
export const correctAccount = command({
	name: "disbursement.correct-account",
	input: z
		.object({ bankBin: z.string(), number: z.string(), accountName: z.string() })
		.extend({ reference: z.string() }),
	who: "person",
	refuses: [
		"claim_refusal_account_name",
		"claim_refusal_costs_first",
		"claim_refusal_own_account",
		"disbursement_refusal_not_failed",
		"disbursement_refusal_stripe_mends",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference, ...account }): Promise<string> {
		return inTransaction(ctx.db, async (trx) => {
			const inHand = orNotFound(await lockOwnClaim(trx, ctx.actor, reference));
			const payment = orNotFound(
				await trx
					.selectFrom("disbursement")
					.select(["id", "state", "payeeKind", "rail"])
					.where("claimId", "=", inHand.claim.id)
					.forUpdate()
					.executeTakeFirst(),
			);
			if (payment.state !== "failed" || payment.payeeKind !== "provider") {
				throw new Refusal("disbursement_refusal_not_failed");
			}
			// Stripe knows the bank account of its own form only.
			if (payment.rail === "stripe") throw new Refusal("disbursement_refusal_stripe_mends");
			await insertPaymentEvent(trx, ctx, {
				disbursementId: payment.id,
				what: "account-corrected",
				fromState: "failed",
				toState: "failed",
			});
			const isAnother = await replacePayeeAccount(trx, ctx, inHand, account);
			if (isAnother) await enqueue(trx, "claim.payee-named", { claimId: inHand.claim.id, at: ctx.now.toISOString() });
			return inHand.application.reference;
		});
	},
});
