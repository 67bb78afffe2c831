import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day } from "#app/house/command/inputs.ts";
import { Refusal } from "#app/house/refusal.ts";
import { formatDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockBankAnswer } from "./bank-answers.server.ts";

/**
 * Says on which day the payments of a file were made whose day the bank leaves out, until the file is recorded.
 *
 * @throws Refusal when it is recorded, and for a day that is yet to come; NotFound where there is no such file.
 */
export const sayPaidOn = command({
	name: "bank.say-paid-on",
	input: z.object({ id: z.string(), on: day }),
	who: ["finance_officer"],
	refuses: ["bank_answer_refusal_future", "house_refusal_moved_on"],
	once: "same again",
	async run(ctx: CommandContext, { id, on }) {
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
	},
});
