import type { Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { addDays, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { addWorkingDays } from "#app/kernel/working-days.ts";
import type { Tables } from "#db/connection.server.ts";
import { lockBatch } from "../batches.server.ts";

/**
 * The day on which the bank is to carry out a batch that was sent. It is set when the bank's file is first taken, to the
 * first working day from then on: banks refuse one that has passed or is a day off. Later files say the same, since two
 * different ones might both be paid; two persons change it (app/disbursement/day-change).
 */
export async function executionDay(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	reference: string,
): Promise<PlainDate> {
	const batch = await lockBatch(trx, reference);
	if (batch.executesOn) return batch.executesOn;
	assert(batch.exportedAt, `${reference} is taken, so it was sent`);
	const answered = await trx
		.selectFrom("disbursement")
		.select("id")
		.where("batchId", "=", batch.id)
		.where("state", "not in", ["sent", "unknown"])
		.executeTakeFirst();
	// Answered, so the bank had it by another way: its file is for the records, and must not be one to pay anew.
	const from = plainDateAt(answered ? batch.exportedAt : ctx.now);
	const executesOn = addWorkingDays(addDays(from, -1), 1, await readHolidays(trx));
	await trx.updateTable("paymentBatch").set({ executesOn }).where("id", "=", batch.id).execute();
	await appendAudit(trx, ctx, {
		action: "disbursement.execution-day-set",
		subject: { kind: "payment-batch", id: batch.id, label: reference },
		facts: { on: executesOn },
	});
	return executesOn;
}
