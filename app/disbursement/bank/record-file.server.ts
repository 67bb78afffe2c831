import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockApplications, lockPayment } from "../payments.server.ts";
import { applyAnswer, assertNotOwn } from "../record-answer.server.ts";
import {
	lockBankAnswer,
	unsafeMatched,
	unsafePaymentsNamed,
	unsafeResolved,
	unsafeToMatch,
} from "./bank-answers.server.ts";
import { type MatchedRow, needsPerson } from "./match.rules.ts";

/**
 * Records a file of the bank: each line that matches is recorded as if an officer had typed it, each other becomes a
 * task. All of it or nothing; doing it again changes nothing.
 *
 * @throws Refusal when the columns of a table are not named yet, and where a payment of the actor's own business is among
 * those to record.
 */
export const recordFile = command({
	name: "bank.record-file",
	input: z.object({ id: z.string() }),
	who: ["finance_officer"],
	refuses: [
		"bank_answer_refusal_account",
		"bank_answer_refusal_columns",
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
		"disbursement_refusal_already_paid",
		"disbursement_refusal_day",
		"disbursement_refusal_paid_to_you",
		"disbursement_refusal_words",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, { id }) {
		await inTransaction(ctx.db, async (trx) => {
			const answer = await lockBankAnswer(trx, id);
			if (answer.recordedAt) return;
			const toMatch = await unsafeToMatch(trx, answer);
			// Held before they are compared, so that what was compared is what is recorded.
			const named = ((await unsafeResolved(trx, toMatch)) ?? []).map(({ reference }) => reference);
			const held = await unsafePaymentsNamed(trx, [...new Set(named)]);
			await lockApplications(
				trx,
				held.map(({ applicationId }) => applicationId),
			);
			const rows = await unsafeMatched(trx, toMatch, plainDateAt(ctx.now));
			if (!rows) throw new Refusal("bank_answer_refusal_columns");

			const recorded = await recordAgreeing(trx, ctx, rows);
			await keepRows(trx, id, rows);
			const by = { recordedAt: ctx.now, recordedBy: ctx.actor.personId, recordedByName: ctx.actor.name };
			await trx.updateTable("bankAnswer").set(by).where("id", "=", id).execute();
			await appendAudit(trx, ctx, {
				action: "bank-answer.recorded",
				subject: { kind: "bank-answer", id, label: answer.fileName },
				facts: {
					sha256: answer.sha256,
					rows: rows.length,
					payments: recorded,
					unmatched: rows.filter(({ finding }) => needsPerson(finding)).length,
				},
			});
		});
	},
});

/** @returns the references of the payments whose answer was new. */
async function recordAgreeing(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	rows: readonly MatchedRow[],
): Promise<string[]> {
	const recorded: string[] = [];
	for (const { finding, payment, answer, on, said } of rows) {
		if (finding !== "agrees" || !payment || answer === "waiting" || answer === "unclear") continue;
		if (payment.state === answer) continue;
		const { reference } = payment;
		const day = answer === "unknown" || !on ? {} : { on };
		const locked = await lockPayment(trx, reference);
		await assertNotOwn(trx, ctx.actor, locked.application);
		await applyAnswer(trx, ctx, locked, { answer, said, ...day });
		recorded.push(reference);
	}
	return recorded;
}

async function keepRows(trx: Transaction<Tables>, id: string, rows: readonly MatchedRow[]): Promise<void> {
	await trx
		.insertInto("bankAnswerRow")
		.values(
			rows.map(({ reference, answer, amountDong, on, said, finding, payment, batch, keys, foundBy }, at) => ({
				bankAnswerId: id,
				position: at + 1,
				endToEndId: reference.slice(0, 200),
				answer,
				amountDong,
				answeredOn: on,
				said,
				finding,
				disbursementId: payment?.id ?? null,
				batch: batch?.slice(0, 200) ?? null,
				keys: [...(keys ?? [])],
				foundBy: foundBy ?? null,
			})),
		)
		.execute();
}
