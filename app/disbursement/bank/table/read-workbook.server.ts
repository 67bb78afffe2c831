import { SaxesParser, type SaxesTagPlain } from "saxes";
import { cellText, showsDay } from "./workbook-cells.ts";
import { MAX_UNPACKED_BYTES, partsOf, TooLarge } from "./workbook-parts.server.ts";

/*
 * What a workbook says in its cells and nothing else (ISO/IEC 29500-1, SpreadsheetML). A library that reads all of one
 * also lays out what a few letters ask for: names, columns and validations of whole sheets, 17 thousand million cells.
 */

/**
 * The rows of a workbook's first sheet that is a list, as texts: amounts as digits, days as YYYY-MM-DD. Sheets that are
 * shown come before those that are hidden.
 *
 * @returns null for what is no workbook; `too-large` for what holds more than is read.
 */
export function readWorkbook(bytes: Uint8Array, limits: Limits): string[][] | "too-large" | null {
	try {
		const parts = partsOf(bytes);
		const book = parts?.textOf("xl/workbook.xml");
		if (!parts || !book) return null;
		const walk = walker();
		const { sheets, startsIn1904 } = readBook(walk, book, parts.textOf("xl/_rels/workbook.xml.rels") ?? "");
		const words = readSharedTexts(walk, parts.textOf("xl/sharedStrings.xml"));
		const days = readFormats(walk, parts.textOf("xl/styles.xml"));
		let first: string[][] = [];
		for (const sheet of sheets) {
			const rows = readSheet(walk, parts.textOf(sheet), { words, days, startsIn1904 }, limits);
			if (isList(rows)) return rows;
			if (first.length === 0) first = rows;
		}
		return first;
	} catch (error) {
		// Anything else is a part that cannot be unpacked, or no XML.
		return error instanceof TooLarge ? "too-large" : null;
	}
}

/** A head and a line below it, of several cells: a cover has none. */
export function isList(rows: readonly (readonly string[])[]): boolean {
	return rows.filter((row) => row.length >= 3).length >= 2;
}

type Limits = { maxRows: number; maxColumns: number };

type Reader = {
	/** The local name of the element, without a prefix. */
	open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
	close?: (name: string) => void;
	text?: (text: string) => void;
};

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/** A sheet nests six elements, and has three, with three attributes, for each of its cells; its first has twenty. */
const MAX_DEPTH = 30;
const MAX_TAGS = 500_000;
const MAX_ATTRIBUTES = 1_000_000;
const MAX_ATTRIBUTES_OF_ONE = 200;

/** A city's bank sends one or two. */
const MAX_SHEETS = 200;

/** Styles of cells: what Excel itself allows. */
const MAX_STYLES = 65_490;

/**
 * What walks over the parts of one workbook, each in one go, all together no further than is allowed.
 *
 * @throws what the reader throws, TooLarge, and an error for what is no XML or has a DOCTYPE.
 */
function walker() {
	let [tags, attributes] = [0, 0];
	return (xml: string, { open, close, text }: Reader): void => {
		const parser = new SaxesParser();
		parser.on("doctype", () => parser.fail("a workbook has no DOCTYPE"));
		let [depth, ofOne] = [0, 0];
		parser.on("attribute", () => {
			if (++attributes > MAX_ATTRIBUTES || ++ofOne > MAX_ATTRIBUTES_OF_ONE) throw new TooLarge();
		});
		parser.on("opentag", (tag: SaxesTagPlain) => {
			ofOne = 0;
			if (++depth > MAX_DEPTH || ++tags > MAX_TAGS) throw new TooLarge();
			open?.(localName(tag.name), tag.attributes);
		});
		parser.on("closetag", (tag: SaxesTagPlain) => {
			depth--;
			close?.(localName(tag.name));
		});
		if (text) {
			parser.on("text", text);
			parser.on("cdata", text);
		}
		parser.write(xml.replace(/^\uFEFF/, "")).close();
	};
}

type Walk = ReturnType<typeof walker>;

/** An attribute by its local name: the id of a relation is written with whatever prefix. */
function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
	return Object.entries(attributes).find(([own]) => own.endsWith(`:${name}`))?.[1];
}

/** The parts of the sheets, in the order of their tabs, the hidden ones last. */
function readBook(walk: Walk, book: string, relations: string): { sheets: string[]; startsIn1904: boolean } {
	const targets = new Map<string, string>();
	walk(relations, {
		open: (name, { Id, Target }) => {
			if (name === "Relationship" && Id && Target) targets.set(Id, Target);
		},
	});
	const sheets: string[] = [];
	const hidden: string[] = [];
	let startsIn1904 = false;
	let count = 0;
	walk(book, {
		open: (name, attributes) => {
			if (name === "sheet" && ++count > MAX_SHEETS) throw new TooLarge();
			if (name === "workbookPr") startsIn1904 = /^(?:1|true)$/.test(attributes.date1904 ?? "");
			const target = name === "sheet" ? targets.get(attribute(attributes, "id") ?? "") : undefined;
			const order = /hidden$/i.test(attributes.state ?? "") ? hidden : sheets;
			if (target !== undefined) order.push(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
		},
	});
	return { sheets: [...sheets, ...hidden], startsIn1904 };
}

/** The texts that cells name by their number. What is said of the sound of a text (`rPh`) is no part of it. */
function readSharedTexts(walk: Walk, xml: string | null): string[] {
	const words: string[] = [];
	const gathered = textsOf();
	walk(xml ?? "<sst/>", {
		open: gathered.open,
		text: gathered.text,
		close: (name) => {
			if (name === "si") words.push(gathered.taken());
			else gathered.close(name);
		},
	});
	return words;
}

/** Gathers the text of `t` elements, plain or of several runs. */
function textsOf() {
	let text = "";
	let isText = false;
	let sounds = 0;
	return {
		open: (name: string) => {
			if (name === "rPh") sounds++;
			isText = name === "t" && sounds === 0;
		},
		close: (name: string) => {
			if (name === "rPh") sounds--;
			isText = false;
		},
		text: (more: string) => {
			if (isText) text += more;
		},
		taken: () => {
			const taken = unescaped(text).trim();
			text = "";
			return taken;
		},
	};
}

/** A character that XML cannot hold, or that it would change, stands as `_x000D_` (ISO/IEC 29500-1, 22.9.2.19). */
function unescaped(text: string): string {
	return text.replace(/_x([\da-f]{4})_/gi, (_escaped, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Whether the cells of each style show a day: each format is judged once, however many styles and cells it has. */
function readFormats(walk: Walk, xml: string | null): boolean[] {
	const codes = new Map<string, string>();
	const judged = new Map<string, boolean>();
	const days: boolean[] = [];
	let isOfCells = false;
	walk(xml ?? "<styleSheet/>", {
		open: (name, { numFmtId = "0", formatCode }) => {
			if (name === "numFmt" && formatCode !== undefined) codes.set(numFmtId, formatCode);
			if (name === "cellXfs") isOfCells = true;
			if (name !== "xf" || !isOfCells) return;
			if (days.length === MAX_STYLES) throw new TooLarge();
			const isDay = judged.get(numFmtId) ?? showsDay(codes.get(numFmtId) ?? numFmtId);
			judged.set(numFmtId, isDay);
			days.push(isDay);
		},
		close: (name) => {
			if (name === "cellXfs") isOfCells = false;
		},
	});
	return days;
}

type Said = { words: string[]; days: boolean[]; startsIn1904: boolean };

/** The number of the column in "BC12", from 0; null where none is told. */
function columnOf(place: string | undefined): number | null {
	const [, letters] = /^([A-Z]{1,3})\d{1,7}$/.exec(place ?? "") ?? [];
	if (letters === undefined) return null;
	return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The rows of a sheet in which anything stands. */
function readSheet(walk: Walk, xml: string | null, said: Said, { maxRows, maxColumns }: Limits): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = { at: 0, type: "n", isDay: false };
	let value: string | null = null;
	// One text may be named by every cell.
	let letters = 0;
	const gathered = textsOf();
	walk(xml ?? "<worksheet/>", {
		open: (name, { r, t = "n", s = "0" }) => {
			if (name === "row") row = [];
			if (name === "v") value = "";
			if (name !== "c") return gathered.open(name);
			cell = { at: columnOf(r) ?? row.length, type: t, isDay: said.days[Number(s)] ?? false };
			value = null;
		},
		text: (more) => {
			if (value !== null) value += more;
			else gathered.text(more);
		},
		close: (name) => {
			gathered.close(name);
			if (name === "c") {
				const inline = gathered.taken();
				const shared = cell.type === "s" ? said.words[Number(value ?? "")] : undefined;
				const text =
					shared ??
					cellText({ ...cell, value: value === null ? inline : unescaped(value), startsIn1904: said.startsIn1904 });
				letters += text.length;
				if (cell.at >= maxColumns || letters > MAX_UNPACKED_BYTES) throw new TooLarge();
				while (row.length < cell.at) row.push("");
				row[cell.at] = text;
				value = null;
			}
			if (name !== "row" || row.every((text) => text === "")) return;
			if (rows.length === maxRows) throw new TooLarge();
			rows.push(row);
		},
	});
	return rows;
}
