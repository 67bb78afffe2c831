import type { Kysely } from "kysely";
import type { TakenFile } from "#app/audit/record-read.server.ts";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { canSeePayments } from "../disbursement.access.ts";
import { type ColumnMapping, guessColumns } from "./answer-columns.ts";
import type { AnswerRow } from "./answer-row.ts";
import { type BankAnswerRow, readKept, unsafeFindBankAnswer, unsafeMatched } from "./bank-answers.server.ts";
import { type Finding, summaryOf } from "./match.rules.ts";
import { type AnswerFormat, mediaTypeOf } from "./read-answer.server.ts";

/** A line of a file, with what it means. */
export type AnswerLine = {
	position: number;
	reference: string;
	/** Our payment, where there is one. */
	payment: string | null;
	answer: AnswerRow["answer"];
	amountDong: bigint | null;
	on: PlainDate | null;
	said: string;
	finding: Finding;
	/** Of a line that is recorded and needs a person: the task, and how it was closed. */
	task: { id: string; closed: { at: Date; name: string; note: string } | null } | null;
};

export type AnswerPage = {
	id: string;
	fileName: string;
	format: AnswerFormat;
	uploadedAt: Date;
	uploadedByName: string;
	recorded: { at: Date; name: string } | null;
	/** Of a table: its first lines, the head first, and what its columns are taken for. */
	/** It was kept before the limits of today, and is more than they allow. It can still be downloaded. */
	isTooLarge: boolean;
	table: { lines: string[][]; columns: Partial<ColumnMapping>; chosen: boolean } | null;
	/** Null while the columns of a table are not named; none of a file that cannot be read. */
	lines: AnswerLine[] | null;
	summary: ReturnType<typeof summaryOf> | null;
};

const LINES_OF_TABLE = 6;

/** A file of the bank: what would be recorded, or what was; null where there is none, or for who may not see it. */
export async function answerPage(db: Kysely<Tables>, actor: Actor, id: string, now: Date): Promise<AnswerPage | null> {
	if (!canSeePayments(actor).allowed) return null;
	const answer = await unsafeFindBankAnswer(db, id);
	if (!answer) return null;
	const { fileName, format, uploadedAt, uploadedByName, recordedAt, recordedByName } = answer;
	const page = { id, fileName, format: format as AnswerFormat, uploadedAt, uploadedByName, isTooLarge: false };
	if (recordedAt) {
		const lines = await recordedLines(db, answer);
		const recorded = { at: recordedAt, name: recordedByName ?? "" };
		return { ...page, recorded, table: null, lines, summary: summaryOf(lines) };
	}
	try {
		return { ...page, recorded: null, ...(await previewed(db, answer, plainDateAt(now))) };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { ...page, recorded: null, isTooLarge: true, table: null, lines: [], summary: null };
	}
}

/** @throws Refusal where the file cannot be read. */
async function previewed(
	db: Kysely<Tables>,
	answer: BankAnswerRow,
	today: PlainDate,
): Promise<Pick<AnswerPage, "table" | "lines" | "summary">> {
	const read = await readKept(db, answer);
	const columns = answer.columns as ColumnMapping | null;
	const matched = await unsafeMatched(db, read, columns, today);
	const lines =
		matched?.map(({ batch: _batch, payment, ...row }, at) => ({
			...row,
			position: at + 1,
			payment: payment?.reference ?? null,
			task: null,
		})) ?? null;
	const table = read.format === "csv" && {
		lines: read.table.slice(0, LINES_OF_TABLE),
		columns: columns ?? guessColumns(read.table[0] ?? []),
		chosen: columns !== null,
	};
	return { table: table || null, lines, summary: lines && summaryOf(lines) };
}

async function recordedLines(db: Kysely<Tables>, { id }: BankAnswerRow): Promise<AnswerLine[]> {
	const rows = await db
		.selectFrom("bankAnswerRow")
		.leftJoin("disbursement", "disbursement.id", "bankAnswerRow.disbursementId")
		.select(["bankAnswerRow.id", "position", "endToEndId", "answer", "bankAnswerRow.amountDong", "answeredOn", "said"])
		.select(["finding", "closedAt", "closedByName", "note", "disbursement.reference as payment"])
		.where("bankAnswerId", "=", id)
		.orderBy("position")
		.execute();
	return rows.map(({ id: rowId, endToEndId, answeredOn, closedAt, closedByName, note, ...row }) => {
		const finding = row.finding as Finding;
		const closed = closedAt && { at: closedAt, name: closedByName ?? "", note: note ?? "" };
		return {
			...row,
			answer: row.answer as AnswerRow["answer"],
			reference: endToEndId,
			on: answeredOn as PlainDate | null,
			finding,
			task: finding === "agrees" || finding === "waiting" ? null : { id: String(rowId), closed },
		};
	});
}

/** The file as the bank sent it; null where there is none, or for who may not see it. */
export async function bankAnswerFile(
	db: Kysely<Tables>,
	actor: Actor,
	id: string,
): Promise<({ mediaType: string; bytes: Buffer } & TakenFile) | null> {
	if (!canSeePayments(actor).allowed) return null;
	const answer = await unsafeFindBankAnswer(db, id);
	const file = answer && (await unsafeReadFile(db, answer.fileId));
	if (!file) return null;
	const { fileName } = answer;
	const readByStaff = { kind: "bank-answer", id, label: fileName };
	return { bytes: file.bytes, mediaType: mediaTypeOf(answer.format as AnswerFormat), fileName, readByStaff };
}
