import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { safeFileName } from "#app/house/file-names.ts";
import { storeFile } from "#app/house/files.server.ts";
import { uploadTypeOf } from "#app/house/upload-kinds.ts";
import type { UploadKinds } from "#app/house/uploads.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { m } from "#messages/messages.js";
import { assertCanPay } from "../payments.server.ts";
import { MAX_ANSWER_BYTES, mediaTypeOf, readAnswer } from "./read-answer.server.ts";

/** Texts of any kind: what they are is told by reading them. */
export const answerUpload: UploadKinds<"text/plain"> = {
	maxBytes: MAX_ANSWER_BYTES,
	mediaTypeOf: (bytes) => (bytes.includes(0) || uploadTypeOf(bytes) ? null : "text/plain"),
	wrongType: (bytes) => (isUtf16(bytes) ? m.bank_answer_refusal_encoding() : m.bank_answer_refusal_format()),
};

/** By its mark, or by the zero beside the first letter. */
function isUtf16([first, second]: Uint8Array): boolean {
	const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
	return marked || (first === 0) !== (second === 0);
}

/**
 * Keeps a file of the bank as it came, to be looked at before anything of it is recorded. The same bytes are the same
 * file: sending them again leads to what became of them.
 *
 * @returns the file's id.
 * @throws Refusal for what cannot be the bank's answer.
 */
export async function receiveAnswer(
	ctx: CommandContext,
	sent: { fileName: string; bytes: Uint8Array },
): Promise<string> {
	assertCanPay(ctx.actor);
	const { bytes } = sent;
	const { format } = readAnswer(bytes);
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
			mediaType: "text/plain",
			storedBy: ctx.actor.personId,
			now: ctx.now,
		});
		const id = randomUUID();
		await trx
			.insertInto("bankAnswer")
			.values({ id, fileId: file.id, sha256, fileName, format, ...uploaded })
			.execute();
		await appendAudit(trx, ctx, {
			action: "bank-answer.received",
			subject: { kind: "bank-answer", id, label: fileName },
			facts: { sha256, kind: format },
		});
		return id;
	});
}
