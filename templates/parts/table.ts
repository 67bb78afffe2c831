import { colour } from "./measure.ts";
import { column, decorate, heightOf, type Node, open, type Sheet, write } from "./sheet.ts";

export type Column = {
	head: string;
	/** Share of the table's width; the shares add up to 1. */
	share: number;
	align?: "left" | "center" | "right";
};

export type Table = {
	columns: readonly Column[];
	rows: readonly (readonly string[])[];
	/** The last row, in bold: one text per column, the empty ones before the label joined to it. */
	total?: readonly string[];
	size: number;
	/** `grid`: every cell has its edges, as official documents draw tables. `ledger`: rules between rows only. */
	look: "grid" | "ledger";
};

type Sides = { left: boolean; right: boolean };

type Row = { tag: "TH" | "TD"; cells: readonly string[]; bold: boolean };

/** What all rows of a table share. */
type Frame = Pick<Table, "columns" | "size" | "look"> & { node: Node; x: number; width: number; padding: number };

const PADDING = 4;

/** A tagged table that repeats its head on each page, never splits a row and never leaves the total alone. */
export function table(sheet: Sheet, { columns, rows, total, size, look }: Table): void {
	const { pdf } = sheet;
	const { x, width, bottom } = column(sheet);
	const node = open(sheet, "Table");
	const frame: Frame = { columns, size, look, node, x, width, padding: look === "grid" ? PADDING : 0 };
	const head: Row = { tag: "TH", cells: columns.map((each) => each.head), bold: true };
	const body: Row[] = rows.map((cells) => ({ tag: "TD", cells, bold: false }));
	if (total) body.push({ tag: "TD", cells: total, bold: true });
	drawRow(sheet, frame, head);
	body.forEach((row, index) => {
		const companion = index === body.length - 2 && total ? body.at(-1) : undefined;
		const needed = rowHeight(sheet, frame, row) + (companion ? rowHeight(sheet, frame, companion) : 0);
		if (pdf.y + needed > bottom) {
			pdf.addPage();
			drawRow(sheet, frame, head);
		}
		drawRow(sheet, frame, row);
	});
	node.end();
	pdf.x = x;
}

function rowHeight(sheet: Sheet, { columns, size, width, padding }: Frame, row: Row): number {
	const weight = row.bold ? "bold" : "regular";
	const heights = columns.map((each, index) =>
		heightOf(sheet, row.cells[index] ?? "", { size, weight, width: each.share * width - 2 * padding }),
	);
	return Math.max(...heights) + 2 * PADDING;
}

function drawRow(sheet: Sheet, frame: Frame, row: Row): void {
	const { pdf } = sheet;
	const { columns, size, look, padding } = frame;
	const top = pdf.y;
	const height = rowHeight(sheet, frame, row);
	const node = open(sheet, "TR", frame.node);
	const isTotal = row.bold && row.tag === "TD";
	let x = frame.x;
	columns.forEach((each, index) => {
		const width = each.share * frame.width;
		const sides = { left: index === 0, right: !(isTotal && joinsNext(row.cells, index)) };
		const box = { x, y: top, width, height };
		decorate(sheet, () => drawEdges(sheet, box, { row, look, sides }));
		const style = {
			size,
			weight: row.bold ? "bold" : "regular",
			align: row.tag === "TH" && look === "grid" ? "center" : (each.align ?? "left"),
			x: x + padding,
			y: top + PADDING,
			width: width - 2 * padding,
		} as const;
		write(sheet, row.cells[index] ?? "", style, row.tag, node);
		x += width;
	});
	node.end();
	pdf.y = top + height;
}

/** The empty cells of a total, before and after its label, are one with it. */
function joinsNext(cells: readonly string[], index: number): boolean {
	return cells.slice(0, index + 1).every((cell) => cell === "") || cells[index + 1] === "";
}

type Box = { x: number; y: number; width: number; height: number };

function drawEdges(
	{ pdf, ink }: Sheet,
	box: Box,
	{ row, look, sides }: { row: Row; look: Table["look"]; sides: Sides },
) {
	const right = box.x + box.width;
	const bottom = box.y + box.height;
	if (look === "ledger") {
		pdf
			.lineWidth(row.bold ? 1.5 : 0.75)
			.moveTo(box.x, bottom)
			.lineTo(right, bottom);
		pdf.stroke(row.bold ? ink : colour.line);
		return;
	}
	pdf.lineWidth(0.75).lineCap("square");
	pdf.moveTo(box.x, box.y).lineTo(right, box.y).moveTo(box.x, bottom).lineTo(right, bottom);
	if (sides.left) pdf.moveTo(box.x, box.y).lineTo(box.x, bottom);
	if (sides.right) pdf.moveTo(right, box.y).lineTo(right, bottom);
	pdf.stroke(ink);
}
