import { inflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";

/** Unpacked: a list of 2,000 payments takes about one. */
const MAX_UNPACKED_BYTES = 12 * 1024 * 1024;

/** A workbook has about ten parts. */
const MAX_PARTS = 200;

export function isZip(bytes: Uint8Array): boolean {
	return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte);
}

/**
 * The rows of a workbook's first sheet that has any, as texts: amounts as digits, days as YYYY-MM-DD.
 *
 * @returns null for what is no workbook; `too-large` for what unpacks to more than is read.
 */
export async function readWorkbook(
	bytes: Uint8Array,
	{ maxRows, maxColumns }: { maxRows: number; maxColumns: number },
): Promise<string[][] | "too-large" | null> {
	const size = unpackedSize(bytes);
	if (size !== "fits") return size;
	const workbook = new ExcelJS.Workbook();
	try {
		const file = Buffer.from(bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0];
		// What spans whole sheets is left out: it is laid out cell by cell, and says nothing here.
		const ignoreNodes = ["mergeCells", "dataValidations", "conditionalFormatting", "hyperlinks", "drawing", "picture"];
		await workbook.xlsx.load(file, { ignoreNodes, maxRows, maxCols: maxColumns } as never);
	} catch (error) {
		return /Max (?:row|column) count/.test(String(error)) ? "too-large" : null;
	}
	for (const sheet of workbook.worksheets) {
		const rows: string[][] = [];
		sheet.eachRow((row) => {
			const cells = Array.isArray(row.values) ? row.values.slice(1) : [];
			rows.push(Array.from(cells, textOf));
		});
		if (rows.length > 0) return rows;
	}
	return [];
}

/** Unpacks each part, to no more than is allowed: what a part says of its own size may be untrue. */
function unpackedSize(bytes: Uint8Array): "fits" | "too-large" | null {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0 || end + 22 > file.length) return null;
	const parts = file.readUInt16LE(end + 10);
	if (parts > MAX_PARTS) return "too-large";
	let at = file.readUInt32LE(end + 16);
	let left = MAX_UNPACKED_BYTES;
	for (let part = 0; part < parts; part++) {
		if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return null;
		const [method, packed] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
		const local = file.readUInt32LE(at + 42);
		if (local + 30 > file.length) return null;
		const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
		const data = file.subarray(from, from + packed);
		try {
			left -= method === 0 ? data.length : inflateRawSync(data, { maxOutputLength: Math.max(left, 1) }).length;
		} catch (error) {
			return (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : null;
		}
		if (left <= 0) return "too-large";
		at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	return "fits";
}

function textOf(value: unknown): string {
	if (value === null || value === undefined) return "";
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
	// With more decimals than a group has digits, so that a part of a đồng is not taken for thousands.
	if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(6);
	if (typeof value !== "object") return String(value).trim();
	const { result, richText, text } = value as { result?: unknown; richText?: { text: string }[]; text?: unknown };
	if (richText)
		return richText
			.map((part) => part.text)
			.join("")
			.trim();
	return textOf(text ?? result);
}
