import type { Kysely } from "kysely";
import type { TakenFile } from "#app/audit/record-read.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type KeptFile, unsafeFindFile } from "#app/house/files.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { canSeePayments } from "../disbursement.access.ts";
import { type ColumnMapping, guessHead, HEAD_LINES } from "./answer-columns.ts";
import type { AnswerRow } from "./answer-row.ts";
import { type BankAnswerRow, unsafeFindBankAnswer, unsafeMatched, unsafeToMatch } from "./bank-answers.server.ts";
import { unsafeMembersOf } from "./find/known-names.server.ts";
import type { FoundBy } from "./find/resolve.rules.ts";
import { type StatementMark, type StatementNote, statementNotes } from "./iso/statement-mark.ts";
import { type Finding, summaryOf } from "./match.rules.ts";
import { type AnswerFormat, mediaTypeOf } from "./read-answer.server.ts";
import { payingLines } from "./read-table.server.ts";
import { guessReading } from "./table/guess-reading.ts";

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
	/** Where the line does not name the payment itself. */
	foundBy: FoundBy | null;
	/** The day that is recorded, where the line says another. */
	recordedOn: PlainDate | null;
	/** Of a line that speaks of a whole batch: the batch, and its payments. */
	batch: { reference: string; payments: BatchPaymentNamed[] } | null;
	/** Of a line that is recorded and needs a person: the task, and how it was closed. */
	task: { id: string; closed: { at: Date; name: string; note: string } | null } | null;
};

export type BatchPaymentNamed = { reference: string; payeeName: string; amountDong: bigint; state: string };

export type AnswerPage = {
	id: string;
	fileName: string;
	format: AnswerFormat;
	uploadedAt: Date;
	uploadedByName: string;
	recorded: { at: Date; name: string } | null;
	/** The day that a person gave for payments whose day the bank leaves out. */
	paidOn: PlainDate | null;
	/** There are such payments. */
	asksDay: boolean;
	notes: StatementNote[];
	/** It was kept before the limits of today, and is more than they allow. It can still be downloaded. */
	isTooLarge: boolean;
	/**
	 * Of a table: its first lines, what its columns are taken for, how many lines are no payments, and whether its letters
	 * were of another encoding.
	 */
	table: {
		lines: string[][];
		columns: Partial<ColumnMapping>;
		chosen: boolean;
		leftOut: number;
		isLegacy: boolean;
	} | null;
	/** Null while the columns of a table are not named; none of a file that cannot be read. */
	lines: AnswerLine[] | null;
	summary: ReturnType<typeof summaryOf> | null;
};

/** Below the head, as an example. */
const LINES_OF_TABLE = 6;

/** A file of the bank: what would be recorded, or what was; null where there is none, or for who may not see it. */
export async function answerPage(db: Kysely<Tables>, actor: Actor, id: string, now: Date): Promise<AnswerPage | null> {
	if (!canSeePayments(actor).allowed) return null;
	const answer = await unsafeFindBankAnswer(db, id);
	if (!answer) return null;
	const { fileName, format, uploadedAt, uploadedByName, recordedAt, recordedByName, paidOn } = answer;
	const page = {
		...{ id, fileName, format: format as AnswerFormat, uploadedAt, uploadedByName, paidOn },
		...{ isTooLarge: false, asksDay: false, notes: await notesOn(db, answer) },
	};
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

/** What the bank's numbers tell of statements that are missing, or came before. */
async function notesOn(db: Kysely<Tables>, { id, statements, uploadedAt }: BankAnswerRow): Promise<StatementNote[]> {
	const marks = statements as StatementMark[];
	if (marks.length === 0) return [];
	const others = await db
		.selectFrom("bankAnswer")
		.select(["fileName", "statements"])
		.where("id", "!=", id)
		.where("uploadedAt", "<=", uploadedAt)
		.where("format", "in", ["camt.053", "camt.054"])
		.orderBy("uploadedAt", "desc")
		.limit(400)
		.execute();
	const before = others.flatMap(({ fileName, statements: its }) =>
		(its as StatementMark[]).map((mark) => ({ ...mark, fileName })),
	);
	return statementNotes(marks, before);
}

/** @throws Refusal where the file cannot be read. */
async function previewed(
	db: Kysely<Tables>,
	answer: BankAnswerRow,
	today: PlainDate,
): Promise<Pick<AnswerPage, "table" | "lines" | "summary" | "asksDay">> {
	const toMatch = await unsafeToMatch(db, answer);
	const { read, columns } = toMatch;
	const matched = await unsafeMatched(db, toMatch, today);
	const batches = await batchesOf(db, matched ?? []);
	const lines =
		matched?.map(({ payment, batch, foundBy, finding, ...row }, at) => ({
			...row,
			position: at + 1,
			payment: payment?.reference ?? null,
			finding,
			foundBy: foundBy ?? null,
			recordedOn: finding === "other-day" ? (payment?.paidOn ?? null) : null,
			batch: row.whole && batch ? (batches.get(batch) ?? null) : null,
			task: null,
		})) ?? null;
	const table = "table" in read && {
		lines: read.table.slice(0, HEAD_LINES + LINES_OF_TABLE),
		columns: columns ?? guessReading(read.table, guessHead(read.table)),
		chosen: columns !== null,
		leftOut: columns ? read.table.length - 1 - (columns.head ?? 0) - payingLines(read.table, columns).length : 0,
		isLegacy: read.isLegacy,
	};
	const asksDay = answer.paidOn !== null || (lines ?? []).some(({ finding }) => finding === "no-day");
	return { table: table || null, lines, summary: lines && summaryOf(lines), asksDay };
}

/** The batches that lines speak of as a whole, by reference. */
async function batchesOf(
	db: Kysely<Tables>,
	rows: readonly { finding: string; batch: string | null }[],
): Promise<Map<string, NonNullable<AnswerLine["batch"]>>> {
	const named = rows.flatMap(({ finding, batch }) => (finding === "whole-batch" && batch ? [batch] : []));
	if (named.length === 0) return new Map();
	const members = await unsafeMembersOf(db, [...new Set(named)]);
	const of = (reference: string) => members.filter(({ batch }) => batch === reference);
	const known = [...new Set(members.map(({ batch }) => batch))];
	return new Map(known.map((reference) => [reference, { reference, payments: of(reference) }]));
}

/** The batch of a recorded line; null where it speaks of none as a whole. */
export async function batchOfLine(
	db: Kysely<Tables>,
	row: { finding: string; batch: string | null },
): Promise<AnswerLine["batch"]> {
	return (row.batch && (await batchesOf(db, [row])).get(row.batch)) || null;
}

async function recordedLines(db: Kysely<Tables>, { id }: BankAnswerRow): Promise<AnswerLine[]> {
	const rows = await db
		.selectFrom("bankAnswerRow")
		.leftJoin("disbursement", "disbursement.id", "bankAnswerRow.disbursementId")
		.select(["bankAnswerRow.id", "position", "endToEndId", "answer", "bankAnswerRow.amountDong", "answeredOn", "said"])
		.select(["finding", "closedAt", "closedByName", "note", "disbursement.reference as payment"])
		.select(["batch", "foundBy", "disbursement.paidOn"])
		.where("bankAnswerId", "=", id)
		.orderBy("position")
		.execute();
	const batches = await batchesOf(db, rows);
	return rows.map(({ id: rowId, endToEndId, answeredOn, closedAt, closedByName, note, batch, paidOn, ...row }) => {
		const finding = row.finding as Finding;
		const closed = closedAt && { at: closedAt, name: closedByName ?? "", note: note ?? "" };
		return {
			...row,
			answer: row.answer as AnswerRow["answer"],
			reference: endToEndId,
			on: answeredOn,
			finding,
			foundBy: row.foundBy as FoundBy | null,
			recordedOn: finding === "other-day" ? paidOn : null,
			batch: (batch && batches.get(batch)) || null,
			task: finding === "agrees" || finding === "waiting" ? null : { id: String(rowId), closed },
		};
	});
}

/** The file as the bank sent it; null where there is none, or for who may not see it. */
export async function bankAnswerFile(
	db: Kysely<Tables>,
	actor: Actor,
	id: string,
): Promise<(KeptFile & TakenFile) | null> {
	if (!canSeePayments(actor).allowed) return null;
	const answer = await unsafeFindBankAnswer(db, id);
	const file = answer && (await unsafeFindFile(db, answer.fileId));
	if (!file) return null;
	const { fileName } = answer;
	const readByStaff = { kind: "bank-answer", id, label: fileName };
	return { ...file, mediaType: mediaTypeOf(answer.format as AnswerFormat), fileName, readByStaff };
}
