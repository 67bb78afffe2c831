import type { Transaction } from "kysely";
import { noteEvent } from "#app/application/move-application.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { movePayment, type PaymentRow } from "./payments.server.ts";

type Undone = {
	/** What the business reads: it had never arrived, or the bank took it back. */
	what: "corrected" | "taken-back";
	/** Why, in words. */
	said: string;
	/** The reference of the correction whose reversal was booked before. */
	correction: string;
};

/**
 * A locked payment that was recorded as paid is one that did not arrive: it stays due under its reference, its account can
 * be mended, and it is paid again in a later batch. An application that it completed stays completed, since the business
 * did its part.
 */
export async function undoPaid(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	payment: PaymentRow,
	{ what, said, correction }: Undone,
): Promise<void> {
	await movePayment(trx, ctx, payment, {
		to: "failed",
		set: { answeredAt: ctx.now, bankAnswer: said, paidOn: null },
		said,
		what,
	});
	if (payment.rail === "stripe") {
		await trx
			.updateTable("stripeTransfer")
			.set({ takenBackAt: ctx.now })
			.where("disbursementId", "=", payment.id)
			.where("outcome", "=", "paid")
			.where("takenBackAt", "is", null)
			.execute();
	}
	const facts = { payment: payment.reference, amountDong: payment.amountDong, said };
	await noteEvent(trx, ctx, {
		applicationId: payment.applicationId,
		what: "payment-corrected",
		side: "city",
		facts: { ...facts, correction },
	});
	await enqueue(trx, "disbursement.changed", { disbursementId: payment.id, state: "failed" });
	await appendAudit(trx, ctx, {
		action: "disbursement.corrected",
		subject: { kind: "disbursement", id: payment.id, label: payment.reference },
		facts: {
			amountDong: payment.amountDong,
			cause: what === "taken-back" ? what : "recorded-wrongly",
			said,
			correction,
		},
	});
}
