import type { Readable } from "node:stream";
import PDFDocument from "pdfkit";
import type { Locale } from "#app/kernel/locale.ts";
import { faces, type Weight } from "./fonts.ts";
import { colour, mm } from "./measure.ts";

/** A place in the tree that screen readers walk. */
export type Node = PDFKit.PDFStructureElement;

/** A document being written. */
export type Sheet = {
	pdf: PDFKit.PDFDocument;
	/** Where the parts of the document hang, in reading order. */
	root: Node;
	/** The colour of its text. */
	ink: string;
	/** The size of its page numbers. */
	numberSize: number;
};

type Setup = {
	/** What it is, with its code or reference. pdfkit copies it into XML without escaping: never a name that people typed. */
	title: string;
	locale: Locale;
	/** When the facts in it were settled. Taken from the props, so that the same props give the same bytes. */
	madeAt: Date;
	face: keyof typeof faces;
	/** Millimetres. */
	margins: { top: number; bottom: number; left: number; right: number };
	layout?: "portrait" | "landscape";
};

/** Decree 30/2020/NĐ-CP, annex I: A4, 20–25 mm above and below, 30–35 mm at the left, 15–20 mm at the right. */
export const officialMargins = { top: 20, bottom: 20, left: 30, right: 20 };

/**
 * Opens an A4 document as tagged PDF/A-2a (ISO 19005-2): fonts embedded, colours defined, every piece either in the
 * structure tree or marked as decoration.
 */
export function openSheet({ title, locale, madeAt, face, margins, layout }: Setup): Sheet {
	const pdf = new PDFDocument({
		size: "A4",
		layout: layout ?? "portrait",
		margins: {
			top: mm(margins.top),
			bottom: mm(margins.bottom),
			left: mm(margins.left),
			right: mm(margins.right),
		},
		pdfVersion: "1.7",
		subset: "PDF/A-2a",
		tagged: true,
		lang: locale === "vi" ? "vi-VN" : "en-GB",
		displayTitle: true,
		bufferPages: true,
		font: faces[face].regular,
		info: { Title: title, Creator: "Đòn Bẩy", Producer: "Đòn Bẩy", CreationDate: madeAt, ModDate: madeAt },
	});
	for (const [weight, file] of Object.entries(faces[face])) pdf.registerFont(weight, file);
	const root = pdf.struct("Document");
	pdf.addStructure(root);
	// Decree 30/2020/NĐ-CP, annex I: black, page numbers of 13–14 pt.
	return face === "official"
		? { pdf, root, ink: colour.black, numberSize: 13 }
		: { pdf, root, ink: colour.ink, numberSize: 9.5 };
}

/** Numbers the pages after the first, in the top margin, and closes the document. */
export function closeSheet({ pdf, root, ink, numberSize }: Sheet): Readable {
	const { start, count } = pdf.bufferedPageRange();
	for (let page = start + 1; page < start + count; page++) {
		pdf.switchToPage(page);
		pdf.markContent("Artifact", { type: "Pagination" });
		const { width, margins } = pdf.page;
		pdf
			.font("regular", numberSize)
			.fillColor(ink)
			.text(String(page + 1), 0, margins.top / 2, { width, align: "center", lineBreak: false });
		pdf.endMarkedContent();
	}
	root.end();
	pdf.end();
	return pdf;
}

/** Draws what carries no meaning of its own (rules, ornaments), so that screen readers pass over it. */
export function decorate({ pdf }: Sheet, draw: () => void): void {
	pdf.markContent("Artifact", { type: "Layout" });
	pdf.save();
	draw();
	pdf.restore();
	pdf.endMarkedContent();
}

/** A straight line, as decoration. */
export function rule(
	sheet: Sheet,
	line: { x: number; y: number; width: number; weight?: number; colour?: string },
): void {
	const { x, y, width, weight = 0.75 } = line;
	decorate(sheet, () => {
		sheet.pdf
			.lineWidth(weight)
			.moveTo(x, y)
			.lineTo(x + width, y)
			.stroke(line.colour ?? sheet.ink);
	});
}

/** The text column between the margins. */
export function column({ pdf }: Sheet): { x: number; width: number; bottom: number } {
	const { width, height, margins } = pdf.page;
	return { x: margins.left, width: width - margins.left - margins.right, bottom: height - margins.bottom };
}

/** Starts a new page unless so much height is left, so that what belongs together stays together. */
export function keepTogether(sheet: Sheet, height: number): void {
	if (sheet.pdf.y + height > column(sheet).bottom) sheet.pdf.addPage();
}

/** Text in the document's own weight, or a part of it in another. */
export type Run = string | { text: string; weight: Weight };

export type Style = {
	weight?: Weight;
	size: number;
	colour?: string;
	align?: "left" | "center" | "right" | "justify";
	x?: number;
	y?: number;
	width?: number;
	/** First line only. */
	indent?: number;
	lineGap?: number;
	/** Space below. */
	after?: number;
	spacing?: number;
	/** The language, where it is not the document's. */
	lang?: string;
};

/** Writes one piece of text, wrapped in its width and tagged, and leaves the pen below it. */
export function write(
	sheet: Sheet,
	text: Run | readonly Run[],
	style: Style,
	tag = "P",
	parent: Node = sheet.root,
): void {
	const { pdf } = sheet;
	const runs = Array.isArray(text) ? (text as readonly Run[]) : [text as Run];
	const area = column(sheet);
	const x = style.x ?? area.x;
	const y = style.y ?? pdf.y;
	const options = {
		width: style.width ?? area.x + area.width - x,
		align: style.align ?? "left",
		indent: style.indent ?? 0,
		lineGap: style.lineGap ?? 0,
		characterSpacing: style.spacing ?? 0,
	};
	const draw = () => {
		pdf.fillColor(style.colour ?? sheet.ink);
		runs.forEach((run, index) => {
			pdf.font(typeof run === "string" ? (style.weight ?? "regular") : run.weight, style.size);
			const continued = index < runs.length - 1;
			if (index === 0) pdf.text(textOf(run), x, y, { ...options, continued });
			else pdf.text(textOf(run), { ...options, continued });
		});
	};
	// Justified words are placed one by one and their spaces lost, so the element carries the text itself.
	const actual = style.align === "justify" ? runs.map(textOf).join("") : undefined;
	const element = { lang: style.lang, actual, scope: tag === "TH" ? "Column" : undefined };
	parent.add(pdf.struct(tag, element, [draw]));
	pdf.y += style.after ?? 0;
}

const textOf = (run: Run) => inOnePiece(typeof run === "string" ? run : run.text);

/** "TP. Hồ Chí Minh" ends the names of associations, and is never left to the next line in part. */
function inOnePiece(text: string): string {
	return text.replace(/(?:TP\.|Thành phố) Hồ Chí Minh/gi, (city) => city.replaceAll(" ", "\u00A0"));
}

/** How high a piece of text will be in that style. */
export function heightOf(sheet: Sheet, text: string, style: Style & { width: number }): number {
	const { pdf } = sheet;
	pdf.font(style.weight ?? "regular", style.size);
	return pdf.heightOfString(inOnePiece(text), { width: style.width, lineGap: style.lineGap ?? 0 });
}

/** Opens an element that holds others, such as a list or a table. */
export function open(sheet: Sheet, tag: string, parent: Node = sheet.root): Node {
	const node = sheet.pdf.struct(tag);
	parent.add(node);
	return node;
}
