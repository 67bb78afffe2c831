import { type Kysely, sql, type Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import type { System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { nothing } from "#app/house/command/inputs.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type ApplicationRow, unsafeLockApplication } from "../visible-applications.server.ts";

/*
 * Files that nobody needs go, so that drafts do not fill the disk (decision 051): those that were taken out, those of a
 * draft that was given up, and those of one that nobody touches, after its people were told. None that was ever submitted.
 */

const DAY_MILLISECONDS = 86_400_000;

export const FILE_DAYS = {
	/** Without a change until a draft's people are told. */
	untouched: 76,
	/** From then until its files go. */
	notice: 14,
	/** After a file was taken out, or its draft was given up. */
	takenOut: 30,
};

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MILLISECONDS);

/** When somebody last saved the draft, or sent or took out a file of it. */
const touchedAt = sql<Date>`greatest(application.saved_at, (select max(greatest(uploaded_at, removed_at))
	from application_document where application_id = application.id))`;

/** Documents of an application that were in none of its submissions. */
function neverSubmitted(db: Kysely<Tables>) {
	return db
		.selectFrom("applicationDocument")
		.innerJoin("application", "application.id", "applicationDocument.applicationId")
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("submissionDocument")
						.select("submissionDocument.documentId")
						.whereRef("submissionDocument.documentId", "=", "applicationDocument.id"),
				),
			),
		);
}

export type IdleDraft = {
	applicationId: string;
	reference: string;
	businessId: string;
	associationId: string | null;
	touchedAt: Date;
	files: number;
};

/** Drafts that nobody has touched for long, with files, of which their people were not told yet. */
export function idleDrafts(db: Kysely<Tables>, now: Date): Promise<IdleDraft[]> {
	return neverSubmitted(db)
		.select(["application.id as applicationId", "application.reference", "application.businessId"])
		.select("application.associationId")
		.select((eb) => [touchedAt.as("touchedAt"), eb.cast<number>(eb.fn.countAll(), "integer").as("files")])
		.where("application.state", "=", "draft")
		.where("application.submittedAt", "is", null)
		.where("removedAt", "is", null)
		.where(touchedAt, "<", daysBefore(now, FILE_DAYS.untouched))
		.where((eb) => eb.or([eb("filesEndToldAt", "is", null), eb(touchedAt, ">", eb.ref("filesEndToldAt"))]))
		.groupBy("application.id")
		.orderBy("application.reference")
		.execute();
}

/** Notes that the people of a draft were told: from then on they have `FILE_DAYS.notice` days. */
export async function noteFilesEndTold(ctx: CommandContext<System>, applicationId: string): Promise<void> {
	await ctx.db.updateTable("application").set({ filesEndToldAt: ctx.now }).where("id", "=", applicationId).execute();
}

/** Documents whose files may go now. */
function unused(db: Kysely<Tables>, now: Date) {
	const longAgo = daysBefore(now, FILE_DAYS.takenOut);
	const told = daysBefore(now, FILE_DAYS.notice);
	return neverSubmitted(db).where((eb) =>
		eb.or([
			eb("removedAt", "<=", longAgo),
			eb.and([
				eb("application.state", "=", "draft"),
				eb("application.submittedAt", "is", null),
				eb("filesEndToldAt", "<=", told),
				eb(touchedAt, "<", eb.ref("filesEndToldAt")),
			]),
			eb.and([
				eb("application.state", "=", "withdrawn"),
				eb("application.submittedAt", "is", null),
				eb.exists(
					eb
						.selectFrom("applicationEvent")
						.select("applicationEvent.id")
						.whereRef("applicationEvent.applicationId", "=", "application.id")
						.where("what", "=", "withdrawn")
						.where("at", "<=", longAgo),
				),
			]),
		]),
	);
}

/** Removes the files that nobody needs any more, one application after the other. @returns how many documents went. */
export const removeUnusedFiles = command({
	name: "application.remove-unused-files",
	input: nothing,
	who: "system",
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext<System>): Promise<number> {
		const found = await unused(ctx.db, ctx.now).select("application.id").distinct().orderBy("application.id").execute();
		let count = 0;
		for (const { id } of found) {
			count += await inTransaction(ctx.db, async (trx) => {
				const application = await unsafeLockApplication(trx, id);
				return application ? removeOf(trx, ctx, application) : 0;
			});
		}
		return count;
	},
});

/** Asked again while the application is held: somebody may have touched it meanwhile. */
async function removeOf(
	trx: Transaction<Tables>,
	ctx: CommandContext<System>,
	application: ApplicationRow,
): Promise<number> {
	const documents = await unused(trx, ctx.now)
		.select(["applicationDocument.id", "fileId", "fileName"])
		.where("application.id", "=", application.id)
		.orderBy("applicationDocument.id")
		.execute();
	if (documents.length === 0) return 0;
	const ids = documents.map(({ id }) => id);
	await trx.deleteFrom("applicationDocument").where("id", "in", ids).execute();
	// A file that is used in another application stays, and one in the vault for as long as that keeps it.
	const fileIds = documents.map(({ fileId }) => fileId);
	await trx.updateTable("vaultDocument").set({ useEndedAt: ctx.now }).where("fileId", "in", fileIds).execute();
	await sql`select remove_unused_files(${fileIds}::uuid[])`.execute(trx);
	await appendAudit(trx, ctx, {
		action: "application.files-removed",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts: { count: documents.length, fileName: documents.map(({ fileName }) => fileName).join("; ") },
	});
	return documents.length;
}
