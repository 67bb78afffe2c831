import { capitals } from "./letterhead.ts";
import { column, keepTogether, open, type Sheet, write } from "./sheet.ts";

type EndBlocks = {
	recipientsHead: string;
	/** Whole lines: "- Như Điều 3;". */
	recipients: readonly string[];
	signer: { title: string; name?: string };
};

/** Room for the signature, and below the recipients for the QR code. */
const SIGNING_ROOM = 70;
const PROOF_ROOM = 68;

/** How much room the blocks and the QR code need, with so many lines of recipients. */
export function endBlocksHeight(recipients: number): number {
	return Math.max(24 + recipients * 15 + PROOF_ROOM, 48 + SIGNING_ROOM);
}

/** "Nơi nhận" at the left and the signer at the right, on one level, never split (Decree 30/2020/NĐ-CP, annex I). */
export function endBlocks(sheet: Sheet, { recipientsHead, recipients, signer }: EndBlocks): void {
	const { pdf } = sheet;
	keepTogether(sheet, endBlocksHeight(recipients.length));
	pdf.y += 8;
	const area = column(sheet);
	const top = pdf.y;
	const left = { x: area.x, width: area.width * 0.48 };
	const right = {
		x: area.x + area.width / 2,
		width: area.width / 2,
		align: "center",
		weight: "bold",
		size: 13,
	} as const;

	write(sheet, recipientsHead, { ...left, size: 12, weight: "boldItalic" });
	const list = open(sheet, "L");
	for (const recipient of recipients) {
		const item = open(sheet, "LI", list);
		write(sheet, recipient, { ...left, size: 11 }, "LBody", item);
		item.end();
	}
	list.end();
	const leftEnd = pdf.y;

	write(sheet, capitals(signer.title), { ...right, y: top });
	pdf.y += SIGNING_ROOM;
	if (signer.name) write(sheet, signer.name, right);
	pdf.y = leftEnd;
}
