import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

const require = createRequire(import.meta.url);

type Paper = { from: string; taxCode: string; title: string; lines: readonly string[]; signedBy: string };

/** A paper as a business would send it: a real PDF, so that its reader's page has something to show. */
export function paperPdf({ from, taxCode, title, lines, signedBy }: Paper): Promise<Buffer> {
	return new Promise((done) => {
		const pdf = new PDFDocument({ size: "A4", margin: 60, info: { CreationDate: new Date(0), Title: title } });
		const chunks: Buffer[] = [];
		pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
		pdf.on("end", () => done(Buffer.concat(chunks)));
		pdf.font(require.resolve("@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf"));
		pdf.fontSize(12).text(from.toLocaleUpperCase("vi")).text(`MST: ${taxCode}`).moveDown(2);
		pdf.fontSize(18).text(title.toLocaleUpperCase("vi"), { align: "center" }).moveDown();
		pdf.fontSize(12);
		for (const line of lines) pdf.text(line).moveDown();
		pdf.moveDown(2).text(signedBy, { align: "right" }).text("(đã ký)", { align: "right" });
		pdf.end();
	});
}

/** A quotation of a seller. */
export function quotationPdf({ name, taxCode }: { name: string; taxCode: string }): Promise<Buffer> {
	return paperPdf({
		...{ from: name, taxCode, title: "Báo giá", signedBy: "Đại diện nhà cung cấp" },
		lines: [
			"Giá, số lượng và thời hạn như đã ghi trong hồ sơ đề nghị hỗ trợ.",
			"Báo giá có hiệu lực 60 ngày kể từ ngày lập.",
		],
	});
}
