import { type Kysely, sql, type Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { System } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { takenUp } from "../draft/newcomer.server.ts";
import { FILE_DAYS } from "../draft/unused-files.server.ts";
import { lockVault } from "./visible-vault.server.ts";

/** How long the vault keeps what a newcomer sends and uses nowhere, as the page says from the first day. */
export const NEWCOMER_DAYS = FILE_DAYS.untouched + FILE_DAYS.notice;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/**
 * Documents whose files may go now: deleted for long; or kept for longer than a newcomer's, and in no application. One
 * that was taken out of a draft and can be put back there counts as in it.
 */
function unused(db: Kysely<Tables>, now: Date) {
	return db
		.selectFrom("vaultDocument")
		.innerJoin("business", "business.id", "vaultDocument.businessId")
		.where((eb) =>
			eb.or([
				eb("removedAt", "<=", daysBefore(now, FILE_DAYS.takenOut)),
				eb.and([
					eb("sentAt", "<", daysBefore(now, NEWCOMER_DAYS)),
					eb.not(takenUp(eb)),
					eb.not(
						eb.exists(
							eb
								.selectFrom("applicationDocument")
								.select("applicationDocument.id")
								.whereRef("applicationDocument.fileId", "=", "vaultDocument.fileId"),
						),
					),
				]),
			]),
		);
}

/** Removes what nobody needs any more from the vaults, one business after the other. @returns how many documents went. */
export async function removeUnusedVaultFiles(ctx: CommandContext<System>): Promise<number> {
	const found = await unused(ctx.db, ctx.now).select("business.id").distinct().orderBy("business.id").execute();
	let count = 0;
	for (const { id } of found) {
		count += await inTransaction(ctx.db, async (trx) => {
			await lockVault(trx, id);
			return removeOf(trx, ctx, id);
		});
	}
	return count;
}

/** Asked again while the documents are held: one of them may have been put to use meanwhile. */
async function removeOf(trx: Transaction<Tables>, ctx: CommandContext<System>, businessId: string): Promise<number> {
	const all = trx.selectFrom("vaultDocument").select("id").where("businessId", "=", businessId);
	await all.orderBy("id").forUpdate().execute();
	const documents = await unused(trx, ctx.now)
		.select(["vaultDocument.id", "fileId", "fileName", "legalName"])
		.where("business.id", "=", businessId)
		.orderBy("sentAt")
		.orderBy("vaultDocument.id")
		.execute();
	const [first] = documents;
	if (!first) return 0;
	const ids = documents.map(({ id }) => id);
	await trx.deleteFrom("vaultDocument").where("id", "in", ids).execute();
	const fileIds = documents.map(({ fileId }) => fileId);
	await sql`select remove_unused_files(${fileIds}::uuid[])`.execute(trx);
	await appendAudit(trx, ctx, {
		action: "business.files-removed",
		subject: { kind: "business", id: businessId, label: first.legalName },
		facts: { count: documents.length, fileName: documents.map(({ fileName }) => fileName).join("; ") },
	});
	return documents.length;
}
