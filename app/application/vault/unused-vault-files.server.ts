import { type ExpressionBuilder, type Kysely, sql, type Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import { addDays, type PlainDate, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { isKnown } from "../draft/newcomer.server.ts";
import { FILE_DAYS } from "../draft/unused-files.server.ts";
import { lockVault } from "./visible-vault.server.ts";

export const VAULT_DAYS = {
	/** How long the vault keeps what a newcomer uses nowhere, as the page says from the first day. */
	unused: FILE_DAYS.untouched + FILE_DAYS.notice,
	/** How long before it goes its people are told, at the least. */
	notice: 30,
};

/**
 * Since when nobody needs a document: since it was sent, its last use ended, or its business is a newcomer again. Where it was
 * taken out of a draft, from when it can no longer be put back.
 */
export const unusedSince = sql<Date>`greatest(
	vault_document.sent_at,
	vault_document.use_ended_at,
	(select max(removed_at) + make_interval(days => ${sql.lit(FILE_DAYS.takenOut)}) from application_document
		where application_document.file_id = vault_document.file_id),
	(select max(ended.at) from application
		join application_event ended on ended.application_id = application.id and ended.what in ('rejected', 'withdrawn')
		where application.business_id = business.id and exists (select from application_event taken
			where taken.application_id = application.id and taken.what = 'taken-up')))`;

/** The last day on which an unused document of a newcomer is still there: never sooner after its people were told than told. */
export function keptUntil(document: { since: Date; endToldAt: Date | null }, now: Date): PlainDate {
	const { since, endToldAt } = document;
	const toldAt = endToldAt !== null && endToldAt > since ? endToldAt : now;
	const usual = addDays(plainDateAt(since), VAULT_DAYS.unused);
	const noticed = addDays(plainDateAt(toldAt), VAULT_DAYS.notice);
	if (noticed < usual) return usual;
	return noticed;
}

/** The last day, which is kept whole, of a document that was deleted then. */
export function keptWhenRemoved(removedAt: Date): PlainDate {
	return addDays(plainDateAt(removedAt), FILE_DAYS.takenOut);
}

/** Where a day that lies so many days back began: whatever was before it has had so many whole days. */
const startOf = (now: Date, days: number) => startOfDay(addDays(plainDateAt(now), -days));

/** Not in hand of anybody, and in no application. One that was taken out of a draft and can be put back there counts as in it. */
function neededByNobody(eb: ExpressionBuilder<Tables, "vaultDocument" | "business">) {
	return eb.and([
		eb.not(isKnown(eb)),
		eb.not(
			eb.exists(
				eb
					.selectFrom("applicationDocument")
					.select("applicationDocument.id")
					.whereRef("applicationDocument.fileId", "=", "vaultDocument.fileId"),
			),
		),
	]);
}

export type EndingVault = { businessId: string; documentIds: string[]; since: Date };

/**
 * Businesses whose people are to be told that documents will go: the first of them as late as may be, and with it those that
 * follow within the next month, so that nobody gets a mail for each.
 */
export function endingVaults(db: Kysely<Tables>, now: Date): Promise<EndingVault[]> {
	const { unused, notice } = VAULT_DAYS;
	return db
		.selectFrom("vaultDocument")
		.innerJoin("business", "business.id", "vaultDocument.businessId")
		.select("business.id as businessId")
		.select((eb) => [
			eb.fn.agg<string[]>("array_agg", ["vaultDocument.id"]).as("documentIds"),
			eb.fn.min<Date>(unusedSince).as("since"),
		])
		.where("removedAt", "is", null)
		.where(neededByNobody)
		.where((eb) => eb.or([eb("endToldAt", "is", null), eb(unusedSince, ">=", eb.ref("endToldAt"))]))
		.where(unusedSince, "<", startOf(now, unused - 2 * notice - 1))
		.groupBy("business.id")
		.having((eb) => eb(eb.fn.min<Date>(unusedSince), "<", startOf(now, unused - notice - 1)))
		.orderBy("business.id")
		.execute();
}

/** Notes that people were told of these documents: from then on they have `VAULT_DAYS.notice` days. */
export async function noteVaultEndTold(ctx: CommandContext<System>, documentIds: readonly string[]): Promise<void> {
	await ctx.db.updateTable("vaultDocument").set({ endToldAt: ctx.now }).where("id", "in", documentIds).execute();
}

/** Documents whose files may go now: deleted for long; or a newcomer's that nobody needs, after the days that were told. */
function unused(db: Kysely<Tables>, now: Date) {
	return db
		.selectFrom("vaultDocument")
		.innerJoin("business", "business.id", "vaultDocument.businessId")
		.where((eb) =>
			eb.or([
				eb("removedAt", "<", startOf(now, FILE_DAYS.takenOut)),
				eb.and([
					// What was deleted can be taken back for its own days.
					eb("removedAt", "is", null),
					eb(unusedSince, "<", startOf(now, VAULT_DAYS.unused)),
					eb(unusedSince, "<", eb.ref("endToldAt")),
					eb("endToldAt", "<", startOf(now, VAULT_DAYS.notice)),
					neededByNobody(eb),
				]),
			]),
		);
}

/** Removes what nobody needs any more from the vaults, one business after the other. @returns how many documents went. */
export const removeUnusedVaultFiles = command({
	name: "vault.remove-unused-files",
	input: nothing,
	who: "system",
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext<System>): Promise<number> {
		const found = await unused(ctx.db, ctx.now).select("business.id").distinct().orderBy("business.id").execute();
		let count = 0;
		for (const { id } of found) {
			count += await inTransaction(ctx.db, async (trx) => {
				await lockVault(trx, id);
				return removeOf(trx, ctx, id);
			});
		}
		return count;
	},
});

/** Asked again while the documents are held: one of them may have been put to use meanwhile. */
async function removeOf(trx: Transaction<Tables>, ctx: CommandContext<System>, businessId: string): Promise<number> {
	const all = trx.selectFrom("vaultDocument").select("id").where("businessId", "=", businessId);
	await all.orderBy("id").forUpdate().execute();
	const documents = await unused(trx, ctx.now)
		.select(["vaultDocument.id", "fileId", "legalName"])
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
		facts: { count: documents.length },
	});
	return documents.length;
}
