import type { Readable } from "node:stream";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { colour } from "./parts/measure.ts";
import { closeSheet, column, keepTogether, openSheet, rule, type Sheet, write } from "./parts/sheet.ts";
import { table } from "./parts/table.ts";

export type ReceiptProps = {
	locale: Locale;
	reference: string;
	submittedAt: Date;
	/** A line each: "Người nộp", "Bùi Thị Lan Hai". */
	facts: readonly { term: string; value: string }[];
	/** Who acts next and until when, a line each. */
	next: readonly string[];
	/** What was asked for, the amounts as they are written; the last row is their sum. */
	lines: readonly { what: string; price: string; support: string }[];
	sum: { price: string; support: string };
	/** Names of the files, each with its SHA-256: whoever has the file can prove that it is this one. */
	files: readonly { kind: string; name: string; sha256: string }[];
};

/** A receipt of an application: that it arrived, when and with what, who acts next, and until when. */
export function receipt(props: ReceiptProps): Readable {
	const { locale, reference, submittedAt, next } = props;
	const title = m.templates_receipt_title({ reference }, { locale });
	const sheet = openSheet({
		title,
		locale,
		madeAt: submittedAt,
		face: "house",
		margins: { top: 20, bottom: 20, left: 20, right: 20 },
	});
	write(sheet, m.templates_receipt_over({}, { locale }), { size: 11, colour: colour.ink2 });
	write(sheet, title, { size: 22, weight: "bold" }, "H1");
	const at = m.templates_receipt_at({ at: formatDateTime(submittedAt, locale) }, { locale });
	write(sheet, at, { size: 11, after: 10 });
	facts(sheet, props);
	section(sheet, m.templates_receipt_next({}, { locale }));
	for (const line of next) write(sheet, line, { size: 11, lineGap: 2, after: 4 });
	section(sheet, m.templates_receipt_lines({}, { locale }));
	costs(sheet, props);
	section(sheet, m.templates_receipt_files({}, { locale }));
	files(sheet, props);
	keepTogether(sheet, 30);
	sheet.pdf.y += 12;
	write(sheet, m.templates_receipt_note({}, { locale }), { size: 9.5, colour: colour.ink2, lineGap: 2 });
	return closeSheet(sheet);
}

function section(sheet: Sheet, title: string): void {
	keepTogether(sheet, 70);
	sheet.pdf.y += 12;
	const area = column(sheet);
	rule(sheet, { x: area.x, y: sheet.pdf.y, width: area.width, weight: 1.5 });
	sheet.pdf.y += 8;
	write(sheet, title, { size: 14, weight: "bold", after: 4 }, "H2");
}

function facts(sheet: Sheet, { locale, facts }: ReceiptProps): void {
	table(sheet, {
		look: "ledger",
		size: 10.5,
		columns: [
			{ head: m.templates_receipt_fact({}, { locale }), share: 0.32 },
			{ head: m.templates_receipt_value({}, { locale }), share: 0.68 },
		],
		rows: facts.map(({ term, value }) => [term, value]),
	});
}

function costs(sheet: Sheet, { locale, lines, sum }: ReceiptProps): void {
	table(sheet, {
		look: "ledger",
		size: 10.5,
		columns: [
			{ head: m.templates_receipt_line({}, { locale }), share: 0.56 },
			{ head: m.templates_receipt_price({}, { locale }), share: 0.22, align: "right" },
			{ head: m.templates_receipt_support({}, { locale }), share: 0.22, align: "right" },
		],
		rows: lines.map(({ what, price, support }) => [what, price, support]),
		total: [m.templates_total({}, { locale }), sum.price, sum.support],
	});
}

function files(sheet: Sheet, { locale, files }: ReceiptProps): void {
	table(sheet, {
		look: "ledger",
		size: 9.5,
		columns: [
			{ head: m.templates_receipt_kind({}, { locale }), share: 0.2 },
			{ head: m.templates_receipt_file({}, { locale }), share: 0.36 },
			{ head: "SHA-256", share: 0.44 },
		],
		// In two pieces: as one word it would not break.
		rows: files.map(({ kind, name, sha256 }) => [kind, name, `${sha256.slice(0, 32)} ${sha256.slice(32)}`]),
	});
}
