import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canReschedule } from "./disbursement.access.ts";
import { payeeColumns, payeeOf } from "./payee.server.ts";
import { assertPayeeAccounts } from "./payee-accounts.server.ts";
import { whoSaidFailed } from "./payment-events.server.ts";
import { lockPayment, movePayment } from "./payments.server.ts";

/**
 * Takes a payment that the bank returned out of its batch, with the payee's account of today, so that it can join the
 * next one. Its reference and amount stay, so it cannot be paid twice. Doing it again changes nothing.
 *
 * @throws Refusal when it was not returned, for who recorded that it was, and where there is no account to pay to or it is
 * the business's own.
 */
export const reschedule = command({
	name: "disbursement.reschedule",
	input: z.object({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"disbursement_refusal_failed_by_you",
		"disbursement_refusal_holder",
		"disbursement_refusal_no_account",
		"disbursement_refusal_not_failed",
		"disbursement_refusal_own_account",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const { payment } = await lockPayment(trx, reference);
			if (payment.state === "scheduled" && payment.batchId === null) return;
			const failedBy = await whoSaidFailed(trx, payment.id);
			assertAllowed(canReschedule(ctx.actor, { ...payment, failedBy }), failedBy === ctx.actor.personId ? 403 : 409);
			const payee = await payeeOf(trx, payment.claimId);
			if (!payee) throw new Refusal("disbursement_refusal_no_account", { claim: reference });
			await movePayment(trx, ctx, payment, { to: "scheduled", set: { batchId: null } });
			await trx.updateTable("disbursement").set(payeeColumns(payment.id, payee)).where("id", "=", payment.id).execute();
			await assertPayeeAccounts(trx, [payment.id]);
			await appendAudit(trx, ctx, {
				action: "disbursement.rescheduled",
				subject: { kind: "disbursement", id: payment.id, label: reference },
				facts: { last4: payee.account.number.slice(-4), before: payment.accountLast4 },
			});
		});
	},
});
