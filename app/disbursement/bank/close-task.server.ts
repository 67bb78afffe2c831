import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { inTransaction } from "#db/transaction.server.ts";

/**
 * Closes the task that a line without a match is, with what was found and done.
 *
 * @throws Refusal when somebody closed it before; NotFound where there is no such task.
 */
export const closeTask = command({
	name: "bank.close-task",
	input: z.object({ id: z.string(), note: z.string() }),
	who: ["finance_officer"],
	refuses: ["bank_answer_refusal_closed"],
	once: "by state",
	async run(ctx: CommandContext, { id, note }) {
		await inTransaction(ctx.db, async (trx) => {
			const rowId = orNotFound(/^\d{1,18}$/.test(id) ? BigInt(id) : null);
			const task = orNotFound(
				await trx
					.selectFrom("bankAnswerRow")
					.innerJoin("bankAnswer", "bankAnswer.id", "bankAnswerRow.bankAnswerId")
					.select(["position", "closedAt", "endToEndId", "bankAnswer.id", "fileName"])
					.where("bankAnswerRow.id", "=", rowId)
					.where("finding", "not in", ["agrees", "waiting"])
					.forUpdate()
					.executeTakeFirst(),
			);
			if (task.closedAt) throw new Refusal("bank_answer_refusal_closed");
			const closed = { closedAt: ctx.now, closedBy: ctx.actor.personId, closedByName: ctx.actor.name, note };
			await trx.updateTable("bankAnswerRow").set(closed).where("id", "=", rowId).execute();
			await appendAudit(trx, ctx, {
				action: "bank-answer.task-closed",
				subject: { kind: "bank-answer", id: task.id, label: task.fileName },
				facts: { position: task.position, payment: task.endToEndId, reasons: note },
			});
		});
	},
});
