import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canTakeOut } from "../disbursement.access.ts";
import { insertPaymentEvent, lockPayment } from "../payments.server.ts";
import { removal } from "./decide-stop.server.ts";

/**
 * Takes a payment out of a batch that is not sent yet, with a reason, so that the rest of the batch goes on; the payment
 * can join a later one under the same reference.
 *
 * @returns the reference of the batch.
 * @throws Refusal without a reason, and once the batch was sent or the payment is in none.
 */
export const takeOut = command({
	name: "disbursement.take-out",
	input: z.object({ reference: z.string(), reason: z.string() }),
	who: ["finance_officer"],
	refuses: ["disbursement_refusal_sent", "disbursement_refusal_take_out_reason"],
	once: "by state",
	async run(ctx: CommandContext, { reference, reason }): Promise<string> {
		return inTransaction(ctx.db, async (trx) => {
			// The batch is held first, as by who releases or sends it.
			const found = orNotFound(
				await trx.selectFrom("disbursement").select("batchId").where("reference", "=", reference).executeTakeFirst(),
			);
			const batch = await trx
				.selectFrom("paymentBatch")
				.select(["id", "reference", "exportedAt"])
				.where("id", "=", found.batchId)
				.forUpdate()
				.executeTakeFirst();
			const { payment } = await lockPayment(trx, reference);
			const batched = batch !== undefined && batch.exportedAt === null && payment.batchId === batch.id;
			assertAllowed(canTakeOut(ctx.actor, { state: payment.state, batched }));
			if (reason === "") throw new Refusal("disbursement_refusal_take_out_reason", {}, { field: "reason" });
			if (!batch) throw new Refusal("disbursement_refusal_sent");
			await trx
				.insertInto("batchRemoval")
				.values({ batchId: batch.id, disbursementId: payment.id, ...removal(ctx, reason) })
				.execute();
			await trx.updateTable("disbursement").set({ batchId: null }).where("id", "=", payment.id).execute();
			await insertPaymentEvent(trx, ctx, {
				disbursementId: payment.id,
				what: "taken-out",
				fromState: "scheduled",
				toState: "scheduled",
				said: reason,
			});
			await appendAudit(trx, ctx, {
				action: "disbursement.taken-out",
				subject: { kind: "disbursement", id: payment.id, label: reference },
				facts: { amountDong: payment.amountDong, batch: batch.reference, reason },
			});
			return batch.reference;
		});
	},
});
