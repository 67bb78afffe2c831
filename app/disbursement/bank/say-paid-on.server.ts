import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { formatDate, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { assertCanPay } from "../payments.server.ts";
import { lockBankAnswer } from "./bank-answers.server.ts";

/**
 * Says on which day the payments of a file were made whose day the bank leaves out, until the file is recorded.
 *
 * @throws Refusal when it is recorded, and for a day that is yet to come; NotFound where there is no such file.
 */
export async function sayPaidOn(ctx: CommandContext, { id, on }: { id: string; on: PlainDate }): Promise<void> {
	assertCanPay(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const answer = await lockBankAnswer(trx, id);
		if (answer.recordedAt) throw new Refusal("house_refusal_moved_on");
		const today = plainDateAt(ctx.now);
		if (on > today) {
			throw new Refusal("bank_answer_refusal_future", { to: formatDate(today, ctx.locale) }, { field: "on" });
		}
		await trx.updateTable("bankAnswer").set({ paidOn: on }).where("id", "=", id).execute();
		await appendAudit(trx, ctx, {
			action: "bank-answer.day-said",
			subject: { kind: "bank-answer", id, label: answer.fileName },
			facts: { on },
		});
	});
}
