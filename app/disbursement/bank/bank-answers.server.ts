import type { Kysely, Transaction } from "kysely";
import { stillInBatch } from "#app/disbursement/batches.server.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { DisbursementState } from "../disbursement.states.ts";
import type { ColumnMapping } from "./answer-columns.ts";
import { unsafeKnown } from "./find/known-names.server.ts";
import { type ResolvedRow, resolveRows } from "./find/resolve.rules.ts";
import { type MatchedPayment, type MatchedRow, matchRows } from "./match.rules.ts";
import { payer } from "./payer.server.ts";
import { type ReadAnswer, readAnswerFile, rowsOf } from "./read-answer.server.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("bankAnswer").selectAll();
}

export type BankAnswerRow = Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Any file of the bank by its id, or null. Whether the asker pays or audits is decided before. */
export async function unsafeFindBankAnswer(db: Kysely<Tables>, id: string): Promise<BankAnswerRow | null> {
	if (!uuid.test(id)) return null;
	return (await all(db).where("id", "=", id).executeTakeFirst()) ?? null;
}

/** A file of the bank, held until the transaction ends. @throws NotFound where there is none. */
export async function lockBankAnswer(trx: Transaction<Tables>, id: string): Promise<BankAnswerRow> {
	return orNotFound(uuid.test(id) ? await all(trx).where("id", "=", id).forUpdate().executeTakeFirst() : null);
}

/** The kept bytes, read again. */
async function readKept(db: Kysely<Tables>, { fileId }: BankAnswerRow): Promise<ReadAnswer> {
	const bytes = await unsafeReadFile(db, fileId);
	assert(bytes, `file ${fileId} is gone`);
	return readAnswerFile(bytes);
}

/** The payments that have these references, as the bank's lines are compared with them. */
export async function unsafePaymentsNamed(
	db: Kysely<Tables>,
	references: readonly string[],
): Promise<(MatchedPayment & { applicationId: string })[]> {
	if (references.length === 0) return [];
	const rows = await db
		.selectFrom("disbursement")
		.leftJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.select([
			"disbursement.id",
			"disbursement.reference",
			"amountDong",
			"state",
			"sentAt",
			"applicationId",
			"paidOn",
			"disbursement.rail",
		])
		.select("paymentBatch.reference as batch")
		.select((eb) =>
			eb
				.selectFrom("bankAnswerRow")
				.innerJoin("bankAnswer", "bankAnswer.id", "bankAnswerRow.bankAnswerId")
				.select("answeredOn")
				.whereRef("bankAnswerRow.disbursementId", "=", "disbursement.id")
				.where("format", "in", ["camt.053", "camt.054"])
				.where("answer", "=", "paid")
				.where("finding", "=", "agrees")
				// What was recorded before a correction says nothing about the payment that follows it.
				.where((is) =>
					is.not(
						is.exists(
							is
								.selectFrom("disbursementEvent")
								.whereRef("disbursementEvent.disbursementId", "=", "disbursement.id")
								.where("what", "in", ["corrected", "taken-back"])
								.whereRef("disbursementEvent.at", ">=", "bankAnswer.recordedAt"),
						),
					),
				)
				.orderBy("bankAnswer.recordedAt")
				.orderBy("bankAnswerRow.id")
				.limit(1)
				.as("debitedOn"),
		)
		.select((eb) =>
			eb
				.selectFrom("batchPayment")
				.select(eb.fn.countAll<bigint>().as("times"))
				.whereRef("batchPayment.disbursementId", "=", "disbursement.id")
				.where(stillInBatch)
				.as("batches"),
		)
		.where("disbursement.reference", "in", references)
		.execute();
	return rows.map(({ state, sentAt, rail, batches, ...payment }) => ({
		...payment,
		isByBank: rail === "bank-file",
		state: state as DisbursementState,
		sentOn: sentAt && plainDateAt(sentAt),
		// A payment leaves a batch only once the bank has had it.
		sentBefore: Number(batches) > 1,
	}));
}

/** A kept file, read again. */
export async function unsafeToMatch(db: Kysely<Tables>, answer: BankAnswerRow): Promise<AnswerToMatch> {
	const { columns, paidOn } = answer;
	return { read: await readKept(db, answer), columns: columns as ColumnMapping | null, paidOn };
}

/** A file as it was read, and what a person said of it. */
export type AnswerToMatch = {
	read: ReadAnswer;
	columns: ColumnMapping | null;
	/** The day of payments whose day the bank leaves out. */
	paidOn: PlainDate | null;
};

/** Its lines with the payments that they are about; null while the columns of a table are not named. */
export async function unsafeResolved(
	db: Kysely<Tables>,
	{ read, columns, paidOn }: AnswerToMatch,
): Promise<ResolvedRow[] | null> {
	const rows = rowsOf(read, columns);
	if (!rows) return null;
	const known = await unsafeKnown(db, rows);
	return resolveRows(rows, known).map((row) =>
		row.answer === "paid" && row.on === null ? { ...row, on: paidOn } : row,
	);
}

/** What the lines of a file mean now; null while the columns of a table are not named. */
export async function unsafeMatched(
	db: Kysely<Tables>,
	answer: AnswerToMatch,
	today: PlainDate,
): Promise<MatchedRow[] | null> {
	const rows = await unsafeResolved(db, answer);
	if (!rows) return null;
	const named = [...new Set(rows.map(({ reference }) => reference))];
	const { format } = answer.read;
	const around = { today, isStatement: isStatement(format), ownAccount: payer()?.account ?? null };
	return matchRows(rows, await unsafePaymentsNamed(db, named), around);
}

/** The file says what has left or reached the account. */
function isStatement(format: string): boolean {
	return format === "camt.053" || format === "camt.054";
}
