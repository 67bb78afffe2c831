import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { answerColumns, type ColumnMapping, headOf } from "./answer-columns.ts";
import { lockBankAnswer, unsafeToMatch } from "./bank-answers.server.ts";
import { dayOrders } from "./table/table-day.ts";

/**
 * Says which line of a bank's table is its head and which column is what, until the file is recorded.
 *
 * @throws Refusal when it is recorded; NotFound where there is no such table.
 */
export const chooseColumns = command({
	name: "bank.choose-columns",
	input: z.object({
		id: z.string(),
		columns: z.partialRecord(z.enum(answerColumns), z.number()).and(
			z.object({
				amount: z.number(),
				day: z.number(),
				/** Counted from 0. What stands above it is the bank's letterhead. */
				head: z.number().optional(),
				/** Unless it is given, an amount that may be read in two ways is not read. */
				decimal: z.enum([".", ","]).optional(),
				dayOrder: z.enum(dayOrders).optional(),
				/** The head as it was, by which the next file of the same bank is known. */
				headCells: z.array(z.string()).optional(),
				/** A person chose it for an earlier file with the same head. */
				isRemembered: z.boolean().optional(),
			}),
		),
	}),
	who: ["finance_officer"],
	refuses: [
		"bank_answer_refusal_account",
		"bank_answer_refusal_doctype",
		"bank_answer_refusal_empty",
		"bank_answer_refusal_encoding",
		"bank_answer_refusal_format",
		"bank_answer_refusal_interim",
		"bank_answer_refusal_kinds",
		"bank_answer_refusal_old_excel",
		"bank_answer_refusal_own_file",
		"bank_answer_refusal_rows",
		"bank_answer_refusal_table",
		"bank_answer_refusal_too_large",
		"bank_answer_refusal_xml",
		"house_refusal_moved_on",
	],
	once: "same again",
	async run(ctx: CommandContext, { id, columns }) {
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
	},
});
