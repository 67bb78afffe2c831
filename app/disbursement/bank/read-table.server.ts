import { CsvError, parse } from "csv-parse/sync";
import { toAccountName } from "#app/kernel/account-name.ts";
import { cleanLine } from "#app/kernel/text.ts";
import { decimalMarkOf, readCertain, readWritten, type Side, type WrittenAmount } from "#app/kernel/written-amount.ts";
import type { AnswerColumn, ColumnMapping } from "./answer-columns.ts";
import { type AnswerRow, saidBy } from "./answer-row.ts";
import { given, isOwnReference, paymentNamed } from "./iso/parts.ts";
import { readTableDay } from "./table/table-day.ts";

/** A bank's list of payments has about ten; more is another file, and no page can show it. */
const MAX_COLUMNS = 50;

/** Characters: more than the bank's words on a payment take. */
const MAX_CELL_LENGTH = 1_000;

const separators = [",", ";", "\t", "|"] as const;

/** Empty lines between the rows, and line ends in a quoted cell, are lines of the text too. */
const MOST_LINES_PER_ROW = 4;

/** From which the separator is told: behind a letterhead, the list itself. */
const SAMPLE_LENGTH = 20_000;

/**
 * The rows of a CSV as RFC 4180 has it, also with other signs between the cells; the separator is the one that a first line
 * `sep=;` names, as Excel writes and reads it, else the one by which most lines have the same number of cells. Empty lines
 * are left out.
 *
 * @param maxRows below the head.
 * @returns null for what is no table, such as a cell that is opened with a quote and never closed; `too-large` for more
 * rows, columns or letters in a cell than a page can show.
 */
export function readTable(text: string, maxRows: number): string[][] | "too-large" | null {
	const [line = "", named] = /^\uFEFF?"?sep=(.)"?[ \t]*(?:\r?\n|$)/i.exec(text) ?? [];
	const body = text.slice(line.length);
	// First of all: the parser makes an error of each empty line, and tells nothing before it has made them all.
	const lines = linesOf(body);
	if (lines > MOST_LINES_PER_ROW * (maxRows + 1)) return "too-large";
	const delimiter = named ?? separatorOf(body);
	// Told before anything is taken apart: a file of separators alone would become millions of cells.
	const [firstLine = ""] = /[^\r\n]*/.exec(body) ?? [];
	const cells = countOf(delimiter, body) + lines;
	if (countOf(delimiter, firstLine) >= MAX_COLUMNS || cells > 2 * (maxRows + 1) * MAX_COLUMNS) return "too-large";
	try {
		const read: string[][] = parse(body, { ...FORM, delimiter, max_record_size: 2 * MAX_COLUMNS * MAX_CELL_LENGTH });
		return withinLimits(read, maxRows);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return error.code === "CSV_MAX_RECORD_SIZE" ? "too-large" : null;
	}
}

/** Limits of a table, whatever it came from. */
export const TABLE_LIMITS = { maxColumns: MAX_COLUMNS };

/** The rows that have anything in them, as people see them; `too-large` for more than a page can show. */
export function withinLimits(read: readonly string[][], maxRows: number): string[][] | "too-large" {
	const fits = (row: string[]) => row.length <= MAX_COLUMNS && row.every((cell) => cell.length <= MAX_CELL_LENGTH);
	if (!read.every(fits)) return "too-large";
	const rows = read.map((row) => row.map(shownIn)).filter((row) => row.some((cell) => cell !== ""));
	return rows.length - 1 <= maxRows ? rows : "too-large";
}

/** What a spreadsheet shows of a cell: a text that is to stay one is written as `="0312"` or with an apostrophe before it. */
function shownIn(cell: string): string {
	const line = cleanLine(cell);
	const [, formula, text] = /^="([^"]*)"$|^'([^']+)$/.exec(line) ?? [];
	return (formula ?? text)?.trim() ?? line;
}

/** People write inches and nicknames in quotes, in cells that are not quoted. */
const FORM = {
	bom: true,
	relax_column_count: true,
	relax_quotes: true,
	skip_empty_lines: true,
	trim: true,
} as const;

/** By the quoted cells of the first lines: how many lines have the same number of cells, and how many cells those are. */
function separatorOf(text: string): string {
	const sample = text.slice(0, SAMPLE_LENGTH);
	const lines = sample.length < text.length ? sample.slice(0, sample.lastIndexOf("\n") + 1) || sample : sample;
	const scores = separators.map((delimiter) => {
		if (countOf(delimiter, lines) > 60 * MAX_COLUMNS * 2) return Number.POSITIVE_INFINITY;
		try {
			const rows: string[][] = parse(lines, { ...FORM, delimiter, to: 60 });
			const widths = rows.map(({ length }) => length).filter((width) => width > 1);
			return Math.max(0, ...widths.map((width) => widths.filter((other) => other === width).length * (width - 1)));
		} catch {
			return countOf(delimiter, lines) > 0 ? 0.5 : 0;
		}
	});
	return separators[scores.indexOf(Math.max(...scores))] ?? ",";
}

/** How many lines end in a text, each in one of the ways that the parser knows. */
function linesOf(text: string): number {
	return countOf("\n", text) + countOf("\r", text) - countOf("\r\n", text);
}

function countOf(mark: string, text: string): number {
	let count = 0;
	for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count += 1;
	return count;
}

const results = new Map<string, AnswerRow["answer"]>();
for (const [answer, words] of [
	["paid", "PAID|SUCCESS|SUCCESSFUL|SUCCEEDED|OK|ACSC|ACCC|COMPLETED|SETTLED|EXECUTED|POSTED|BOOKED"],
	[
		"paid",
		"THANH CONG|DA TRA|DA CHI|DA CHUYEN|DA THANH TOAN|DA HACH TOAN|HOAN THANH|DA HOAN THANH|HOAN TAT|DA HOAN TAT",
	],
	["paid", "THANH TOAN THANH CONG|CHUYEN TIEN THANH CONG"],
	["failed", "FAILED|FAIL|REJECTED|RETURNED|RJCT|UNSUCCESSFUL|DECLINED|CANCELLED|CANCELED|ERROR|REFUNDED"],
	["failed", "THAT BAI|KHONG THANH CONG|TRA LAI|BI TRA LAI|DA TRA LAI|HOAN TRA|BI HOAN TRA|DA HOAN TRA"],
	["failed", "TU CHOI|BI TU CHOI|DA TU CHOI|HUY|BI HUY|DA HUY|LOI|BI LOI"],
	["unknown", "UNKNOWN|TIMEOUT|CHUA RO"],
	["waiting", "PENDING|PROCESSING|IN PROGRESS|WAITING|DANG XU LY|CHO XU LY|DANG CHO XU LY|DANG CHUYEN"],
	["waiting", "DANG CHO|CHO DUYET|DANG CHO DUYET|CHO HACH TOAN"],
] as const) {
	for (const word of words.split("|")) results.set(word, answer);
}

/** What the bank's word for a result means; undefined for any other than these, which a person has to judge. */
function resultOf(cell: string): AnswerRow["answer"] | undefined {
	const words = toAccountName(cell)
		.replace(/(?<![.!])[.!]+$/, "")
		.replace(/^(?:GIAO DICH|GD|LENH|TRANSACTION|PAYMENT) /, "");
	// A reason follows what failed; behind any other word it may say that it is not so yet.
	const [before = ""] = words.split(/ ?[-:;,(]/);
	return results.get(words) ?? (results.get(before) === "failed" ? "failed" : undefined);
}

/** What a list ends with, or a statement begins with. */
const TOTAL =
	/^(?:TONG(?! CONG TY)(?:[ :]|$)|CONG(?: PHAT SINH| TRANG| SO|:|$)|(?:GRAND |SUB ?)?TOTALS?(?:\b|$)|SUM(?:\b|$)|SO DU(?: DAU| CUOI|:|$)|LUY KE|(?:OPENING|CLOSING|BEGINNING|ENDING) BALANCE|BALANCE (?:[BC]\/?F|BROUGHT|CARRIED)|DU (?:DAU|CUOI)|(?:MANG|CHUYEN) SANG)/;

/** The lines below the head that tell of payments: neither a sum or a signature, nor the head again on a new page. */
export function payingLines(table: readonly (readonly string[])[], columns: ColumnMapping): (readonly string[])[] {
	const head = table[columns.head ?? 0] ?? [];
	return table.slice((columns.head ?? 0) + 1).filter((line) => {
		const isHead = line.length === head.length && line.every((cell, at) => cell === head[at]);
		const tells = [columns.amount, columns.credit, columns.day].some((at) => /\d/.test(cellOf(line, at)));
		// Names of companies begin like a sum; a sum has no day and names no payment. Nor does the place for a signature.
		const isAside =
			(!tells || line.some((cell) => TOTAL.test(toAccountName(cell)))) &&
			!isOwnReference(referenceIn(line, columns)) &&
			readTableDay(cellOf(line, columns.day), columns.dayOrder ?? "dmy") === null;
		return !isHead && !isAside;
	});
}

/** Our reference in the cells that may hold it; else what stands where it should. */
function referenceIn(line: readonly string[], columns: ColumnMapping): string {
	const [named = "", words = ""] = [cellOf(line, columns.reference), cellOf(line, columns.words)];
	return given(paymentNamed({ ids: [named], words: [named, words].filter((text) => text !== "") }));
}

function cellOf(line: readonly string[], at: number | undefined): string {
	return line[at ?? -1] ?? "";
}

/** The rows below the head of a bank's table. What cannot be read makes a row unclear; only sums are left out. */
export function readAnswerTable(table: readonly (readonly string[])[], columns: ColumnMapping): AnswerRow[] {
	const lines = payingLines(table, columns);
	const amountCells = lines.flatMap((line) => [cellOf(line, columns.amount), cellOf(line, columns.credit)]);
	const mark = columns.decimal ?? decimalMarkOf(amountCells);
	const amountIn = (text: string) =>
		columns.decimal
			? readWritten(text, columns.decimal)
			: (readCertain(text) ?? (mark === "ask" ? null : readWritten(text, mark)));
	const moving = lines.flatMap((line) => amountIn(cellOf(line, columns.amount)) ?? []).filter(isMoney);
	const isSigned = moving.some(({ side }) => side === "debit");
	const hasBare = moving.some(({ side }) => side === null);
	return lines.flatMap((line): AnswerRow[] => {
		const cell = (column: AnswerColumn) => cellOf(line, columns[column]);
		const reference = referenceIn(line, columns);
		const moved = movedIn(line, columns, { amountIn, isSigned, hasBare });
		// A statement: what came in and is none of ours is nobody's question here.
		if (columns.result === undefined && moved?.side === "credit" && !isOwnReference(reference)) return [];
		const result = cell("result");
		const says = columns.result === undefined ? sideSays(moved?.side ?? null) : resultOf(result);
		return [
			{
				reference,
				answer: moved === null ? "unclear" : (says ?? "unclear"),
				amountDong: moved?.amountDong ?? null,
				on: readTableDay(cell("day"), columns.dayOrder ?? "dmy"),
				said: saidBy(cell("words")) || saidBy(result),
				batch: null,
			},
		];
	});
}

function sideSays(side: Side | null): AnswerRow["answer"] {
	return side === "debit" ? "paid" : "unclear";
}

function isMoney({ amountDong }: WrittenAmount): boolean {
	return amountDong > 0n;
}

/** `isSigned`, `hasBare`: of the amounts some have a sign that lowers, and some have none. */
type Reading = { amountIn: (text: string) => WrittenAmount | null; isSigned: boolean; hasBare: boolean };

/** What a line moved, and to which side as far as a column or a sign tells it. */
function movedIn(
	line: readonly string[],
	columns: ColumnMapping,
	{ amountIn, isSigned, hasBare }: Reading,
): WrittenAmount | null {
	const out = amountIn(cellOf(line, columns.amount));
	// Where another column tells the side, a sign that only some amounts have takes a booking back.
	const tellsSide = columns.credit !== undefined || columns.side !== undefined;
	if (tellsSide && hasBare && out?.side === "debit") return { ...out, side: null };
	if (columns.credit !== undefined) {
		const into = amountIn(cellOf(line, columns.credit));
		const hasOut = out !== null && isMoney(out);
		const hasInto = into !== null && isMoney(into);
		if (hasOut === hasInto) return null;
		return { amountDong: (hasOut ? out : into)?.amountDong ?? 0n, side: hasOut ? "debit" : "credit" };
	}
	if (!out) return null;
	const word = toAccountName(cellOf(line, columns.side)).replace(/^GHI /, "");
	if (columns.side !== undefined) return { ...out, side: sideWords.get(word) ?? null };
	return { ...out, side: out.side ?? (isSigned ? "credit" : null) };
}

const sideWords = new Map<string, Side>([
	...["D", "DR", "DB", "DBIT", "DEBIT", "N", "NO", "-", "CHI", "RA"].map((word) => [word, "debit"] as const),
	...["C", "CR", "CRDT", "CREDIT", "CO", "+", "THU", "VAO"].map((word) => [word, "credit"] as const),
]);
