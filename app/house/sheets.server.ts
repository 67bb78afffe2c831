import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import ExcelJS from "exceljs";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { contentDisposition } from "./file-names.ts";
import { log } from "./log.server.ts";
import { requestContext } from "./request-context.server.ts";

/*
 * Sheets for the office's programs, made row by row: a whole report is never in memory. Values are plain: whole đồng as
 * digits, days as YYYY-MM-DD, nothing as an empty cell.
 */

export type Cell = string | bigint | number | PlainDate | null;

export type SheetColumn<Row> = {
	head: string;
	/** `text` also for what only looks like a number, such as a tax code. */
	kind: "text" | "number" | "date";
	cell: (row: Row) => Cell;
	/** In characters, for the programs that show columns. */
	width?: number;
};

/** Rows in batches, as a cursor of the database gives them. */
export type Batches<Row> = AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;

/** Excel reads UTF-8 only behind it. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Where a cell begins: also inside of one, for a program that takes another sign than the comma for the end of a cell. */
const FORMULA = /(?<![;|\s"])([;|\s"]*)([=+\-@＝＋－＠﹦﹢﹣﹫])/g;
const BEGINS_A_CELL = /[;\t\r\n|]/;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe before it: OWASP, CSV Injection. The full-width signs
 * and the small ones are taken for the plain ones by some programs; where the list separator is a semicolon, quotes after the first cell of a
 * line are letters like any other, so that `;` and line ends begin a cell.
 */
export function inertText(text: string): string {
	const inert = text.replace(FORMULA, (all, before: string, sign: string, at: number) =>
		at === 0 || BEGINS_A_CELL.test(before) ? `${before}'${sign}` : all,
	);
	return /^[\t\r\n]/.test(inert) ? `'${inert}` : inert;
}

/** Text of people is always quoted, whatever is in it; amounts are digits, and nothing is an empty cell. */
function csvCell(kind: SheetColumn<never>["kind"], cell: Cell): string | bigint | number | null {
	return kind === "text" && cell !== null ? inertText(String(cell)) : cell;
}

/** What stands between two cells: Excel takes the one of the system's region, which in Viet Nam is the semicolon. */
export type Separator = "," | ";";

/** The separator that the address of a download asks for, `?separator=semicolon`; the comma of RFC 4180 otherwise. */
export function askedSeparator(request: Request): Separator {
	return new URL(request.url).searchParams.get("separator") === "semicolon" ? ";" : ",";
}

/** The sheet as CSV (RFC 4180) in UTF-8, a piece for each batch. */
export async function* csvOf<Row>(
	columns: readonly SheetColumn<Row>[],
	batches: Batches<Row>,
	delimiter: Separator = ",",
): AsyncGenerator<string> {
	const lines = (rows: ReturnType<typeof csvCell>[][]) =>
		stringify(rows, { delimiter, record_delimiter: "\r\n", quoted_string: true });
	yield BYTE_ORDER_MARK + lines([columns.map((column) => inertText(column.head))]);
	for await (const rows of batches) {
		yield lines(rows.map((row) => columns.map(({ kind, cell }) => csvCell(kind, cell(row)))));
	}
}

function xlsxValue(kind: SheetColumn<never>["kind"], cell: Cell): string | number | Date | null {
	if (cell === null) return null;
	if (kind === "number") return Number(cell);
	// Excel has no time zones: midnight in UTC is what ExcelJS writes as that day.
	if (kind === "date") return new Date(`${cell}T00:00:00Z`);
	return inertText(String(cell));
}

/** Lets compression and the reader catch up before the next batch is fetched. */
async function untilTaken(out: PassThrough): Promise<void> {
	await nextTurn();
	if (!out.writableNeedDrain) return;
	await new Promise<void>((resolve) => {
		const done = () => {
			out.off("drain", done).off("close", done);
			resolve();
		};
		out.once("drain", done).once("close", done);
	});
}

const numberFormats = { text: "@", number: "#,##0", date: "yyyy-mm-dd" };

/** What a sheet that is filed or printed says above its rows and below them. */
export type SheetFrame = {
	title: string;
	/** Of what period and by which filter, when it was made: a line each. */
	facts: readonly string[];
	/** The word before the sums of all number columns; without it there is no such row. */
	totals?: string;
};

/** On A4 across, as wide as the page, with the head row on each of them. */
function printedFrom(headRow: number): Partial<ExcelJS.PageSetup> {
	return {
		paperSize: 9,
		orientation: "landscape",
		fitToPage: true,
		fitToWidth: 1,
		fitToHeight: 0,
		printTitlesRow: `${headRow}:${headRow}`,
	};
}

/**
 * The sheet as an Excel workbook with one worksheet. Amounts are exact: below 2^53 đồng, their sums too.
 *
 * @param frame where the sheet is a report of its own; without it the first row is the head.
 */
export function xlsxOf<Row>(
	name: string,
	columns: readonly SheetColumn<Row>[],
	batches: Batches<Row>,
	frame?: SheetFrame,
): Readable {
	const headRow = frame ? frame.facts.length + 3 : 1;
	const out = new PassThrough();
	const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
		stream: out,
		useStyles: true,
		zip: { zlib: { level: 1 } },
	});
	const sheet = workbook.addWorksheet(name, {
		views: [{ state: "frozen", ySplit: headRow }],
		pageSetup: printedFrom(headRow),
	});
	sheet.columns = columns.map(({ kind, width = 16 }) => ({ width, style: { numFmt: numberFormats[kind] } }));
	const addRow = (cells: ExcelJS.CellValue[], font?: Partial<ExcelJS.Font>) => {
		const row = sheet.addRow(cells);
		if (font) row.font = font;
		row.commit();
	};
	const sums = columns.map(() => 0n);
	const write = async () => {
		if (frame) {
			addRow([inertText(frame.title)], { bold: true, size: 14 });
			for (const fact of frame.facts) addRow([inertText(fact)]);
			addRow([]);
		}
		addRow(
			columns.map(({ head }) => inertText(head)),
			{ bold: true },
		);
		for await (const rows of batches) {
			if (out.destroyed) return;
			for (const row of rows) {
				const cells = columns.map(({ cell }) => cell(row));
				columns.forEach(({ kind }, at) => {
					if (kind === "number") sums[at] = (sums[at] ?? 0n) + BigInt(cells[at] ?? 0);
				});
				addRow(columns.map(({ kind }, at) => xlsxValue(kind, cells[at] ?? null)));
			}
			await untilTaken(out);
		}
		const sumOf = (at: number) => (columns[at]?.kind === "number" ? Number(sums[at]) : null);
		if (frame?.totals) addRow([frame.totals, ...columns.slice(1).map((_, at) => sumOf(at + 1))], { bold: true });
		await workbook.commit();
	};
	write().catch((error: Error) => out.destroy(error));
	return out;
}

export const sheetTypes = {
	csv: "text/csv; charset=utf-8",
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

async function* asTaken(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
	const drained = requestContext.getStore()?.drained;
	for await (const piece of pieces) {
		yield piece;
		await drained?.();
	}
}

function responseOf(body: PassThrough, { fileName, type }: { fileName: string; type: string }): Response {
	return new Response(createReadableStreamFromReadable(body), {
		headers: {
			"Content-Type": type,
			"Content-Disposition": contentDisposition(fileName),
			"X-Content-Type-Options": "nosniff",
			// Compressing it would hide from the sender how fast the reader takes it.
			"Cache-Control": "private, no-store, no-transform",
		},
	});
}

/** The same for what is bytes already: sent no faster than it is taken, and destroyed when the reader goes away. */
export function downloadResponse(
	source: Readable,
	{ fileName, type, signal }: { fileName: string; type: string; signal: AbortSignal },
): Response {
	const body = new PassThrough();
	const written = pipeline(source, asTaken, body, { signal });
	written.catch((error) => log.info({ err: error, fileName }, "download ended early"));
	return responseOf(body, { fileName, type });
}

/**
 * A download that is made while it is sent, no faster than it is taken. When the reader goes away (`signal`), the stream
 * of batches is destroyed with it.
 */
export function sheetResponse<Row>(
	sheet: { name: string; columns: readonly SheetColumn<Row>[]; batches: Readable; frame?: SheetFrame },
	{
		fileName,
		format,
		signal,
		separator,
	}: { fileName: string; format: keyof typeof sheetTypes; signal: AbortSignal; separator?: Separator },
): Response {
	const { name, columns, batches, frame } = sheet;
	const body = new PassThrough();
	const written = pipeline(
		batches,
		(rows) => (format === "csv" ? csvOf(columns, rows, separator) : xlsxOf(name, columns, rows, frame)),
		asTaken,
		body,
		{ signal },
	);
	written.catch((error) => log.info({ err: error, fileName }, "download ended early"));
	return responseOf(body, { fileName, type: sheetTypes[format] });
}
