import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { assertCanPay } from "../payments.server.ts";
import { type ColumnMapping, headOf } from "./answer-columns.ts";
import { lockBankAnswer, unsafeToMatch } from "./bank-answers.server.ts";

/**
 * Says which line of a bank's table is its head and which column is what, until the file is recorded.
 *
 * @throws Refusal when it is recorded; NotFound where there is no such table.
 */
export async function chooseColumns(ctx: CommandContext, { id, columns }: { id: string; columns: ColumnMapping }) {
	assertCanPay(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const answer = await lockBankAnswer(trx, id);
		if (answer.recordedAt) throw new Refusal("house_refusal_moved_on");
		const { read } = await unsafeToMatch(trx, answer);
		if (!("table" in read)) throw new Refusal("bank_answer_refusal_format");
		const head = read.table[columns.head ?? 0] ?? [];
		// By its head the next file of the same bank is known, and read in the same way.
		const chosen: ColumnMapping = { ...columns, headCells: headOf(head) };
		await trx
			.updateTable("bankAnswer")
			.set({ columns: JSON.stringify(chosen) })
			.where("id", "=", id)
			.execute();
		await appendAudit(trx, ctx, {
			action: "bank-answer.columns-chosen",
			subject: { kind: "bank-answer", id, label: answer.fileName },
		});
	});
}
