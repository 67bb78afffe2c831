import type { Transaction } from "kysely";
import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { assertNotStopped } from "#app/claim/stop/payment-stops.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed } from "#app/house/refusal.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type BatchRow, lockBatch } from "./batches.server.ts";
import { canExport } from "./disbursement.access.ts";
import { lockApplications, movePayment, type PaymentRow } from "./payments.server.ts";
import { openAttempt } from "./stripe/attempts.server.ts";

/**
 * Sends a released batch: from now on its list can be fetched, and each of its payments waits for the bank's answer.
 * A batch is sent once; sending again changes nothing.
 *
 * @throws Refusal before it is released, and while one of its payments is stopped.
 */
export const exportBatch = command({
	name: "disbursement.send-batch",
	input: z.object({ reference: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"disbursement_refusal_not_released",
		"disbursement_refusal_own_provider_some",
		"disbursement_refusal_stopped",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, { reference }) {
		await inTransaction(ctx.db, async (trx) => {
			const batch = await lockBatch(trx, reference);
			if (batch.exportedAt) return;
			assertAllowed(canExport(ctx.actor, batch));
			await sendPayments(trx, ctx, batch);
		});
	},
});

/** Sends the payments of a locked and released batch: the bank gets a file, Stripe is asked by a job for each. */
export async function sendPayments(trx: Transaction<Tables>, ctx: CommandContext, batch: BatchRow): Promise<void> {
	const payments = await lockPayments(trx, batch.id);
	await assertNotStopped(
		trx,
		payments.map(({ claimId }) => claimId),
		"disbursement_refusal_stopped",
	);
	const amountDong = sumDong(payments.map((payment) => payment.amountDong));
	await trx
		.updateTable("paymentBatch")
		.set({ exportedAt: ctx.now, exportedDong: amountDong })
		.where("id", "=", batch.id)
		.execute();
	for (const payment of payments) {
		await movePayment(trx, ctx, payment, {
			to: "sent",
			set: { sentAt: ctx.now, answeredAt: null, bankAnswer: null },
		});
		await noteEvent(trx, ctx, {
			applicationId: payment.applicationId,
			what: "payment-sent",
			side: "city",
			facts: { payment: payment.reference, amountDong: payment.amountDong },
		});
		await enqueue(trx, "disbursement.changed", { disbursementId: payment.id, state: "sent" });
		if (payment.rail === "stripe") await openAttempt(trx, ctx, payment);
	}
	await appendAudit(trx, ctx, {
		action: "disbursement.batch-sent",
		subject: { kind: "payment-batch", id: batch.id, label: batch.reference },
		facts: { payments: payments.map((payment) => payment.reference), amountDong },
	});
}

async function lockPayments(trx: Transaction<Tables>, batchId: string): Promise<PaymentRow[]> {
	const found = await trx.selectFrom("disbursement").select("applicationId").where("batchId", "=", batchId).execute();
	await lockApplications(
		trx,
		found.map(({ applicationId }) => applicationId),
	);
	const payments = await trx
		.selectFrom("disbursement")
		.selectAll()
		.where("batchId", "=", batchId)
		.where("state", "=", "scheduled")
		.orderBy("reference")
		.forUpdate()
		.execute();
	return payments as PaymentRow[];
}
