import { createHash, randomUUID } from "node:crypto";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { bytes } from "#app/house/command/inputs.ts";
import { safeFileName } from "#app/house/file-names.ts";
import { storeFile } from "#app/house/files.server.ts";
import { uploadTypeOf } from "#app/house/upload-kinds.ts";
import type { UploadKinds } from "#app/house/uploads.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { m } from "#messages/messages.js";
import { type ColumnMapping, HEAD_LINES, headOf } from "./answer-columns.ts";
import { MAX_ANSWER_BYTES, mediaTypeOf, readAnswerFile } from "./read-answer.server.ts";

/** Texts and workbooks of any kind: what they are is told by reading them. */
export const answerUpload: UploadKinds<"text/plain"> = {
	maxBytes: MAX_ANSWER_BYTES,
	mediaTypeOf: (bytes) => (uploadTypeOf(bytes) ? null : "text/plain"),
	wrongType: () => m.bank_answer_refusal_format(),
};

/**
 * Keeps a file of the bank as it came, to be looked at before anything of it is recorded. The same bytes are the same
 * file: sending them again leads to what became of them.
 *
 * @returns the file's id.
 * @throws Refusal for what cannot be the bank's answer.
 */
export const receiveAnswer = command({
	name: "bank.receive-answer",
	input: z.object({ fileName: z.string(), bytes }),
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
		"house_refusal_upload_day",
		"house_refusal_upload_full",
		"house_refusal_upload_newcomer",
		"house_refusal_upload_site",
	],
	once: "by state",
	async run(ctx: CommandContext, sent): Promise<string> {
		const { bytes } = sent;
		const read = await readAnswerFile(bytes);
		const { format } = read;
		const statements = "table" in read ? [] : read.statements;
		const fileName = safeFileName(sent.fileName, mediaTypeOf(format));
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		return inTransaction(ctx.db, async (trx) => {
			// Two presses at once: the second waits here and then finds the file of the first.
			await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(trx);
			const before = await trx.selectFrom("bankAnswer").select("id").where("sha256", "=", sha256).executeTakeFirst();
			if (before) return before.id;
			const uploaded = { uploadedAt: ctx.now, uploadedBy: ctx.actor.personId, uploadedByName: ctx.actor.name };
			const file = await storeFile(trx, {
				bytes,
				mediaType: format === "xlsx" ? mediaTypeOf(format) : "text/plain",
				sender: { personId: ctx.actor.personId, standing: "entitled" },
				now: ctx.now,
			});
			const id = randomUUID();
			const columns = "table" in read ? await rememberedColumns(trx, read.table) : null;
			await trx
				.insertInto("bankAnswer")
				.values({
					id,
					fileId: file.id,
					sha256,
					fileName,
					format,
					columns: columns && JSON.stringify(columns),
					statements: JSON.stringify(statements),
					...uploaded,
				})
				.execute();
			await appendAudit(trx, ctx, {
				action: "bank-answer.received",
				subject: { kind: "bank-answer", id, label: fileName },
				facts: { sha256, kind: format },
			});
			return id;
		});
	},
});

/** How many files back a bank's head is looked for. */
const REMEMBERED = 200;

/** As a person read the last file that had the same head, wherever the head stands in this one; null where none had. */
async function rememberedColumns(
	trx: Transaction<Tables>,
	table: readonly (readonly string[])[],
): Promise<ColumnMapping | null> {
	const rows = await trx
		.selectFrom("bankAnswer")
		.select("columns")
		.where("format", "in", ["csv", "xlsx"])
		.where("columns", "is not", null)
		.orderBy("uploadedAt", "desc")
		.limit(REMEMBERED)
		.execute();
	const heads = table.slice(0, HEAD_LINES).map((line) => JSON.stringify(headOf(line)));
	for (const { columns } of rows) {
		const chosen = columns as ColumnMapping;
		const head = chosen.headCells ? heads.indexOf(JSON.stringify(chosen.headCells)) : -1;
		if (head >= 0) return { ...chosen, head, isRemembered: true };
	}
	return null;
}
