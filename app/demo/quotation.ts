import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

const require = createRequire(import.meta.url);

/** A quotation as a seller would send it: a real PDF, so that a reviewer's page has something to show. */
export function quotationPdf(seller: { name: string; taxCode: string }): Promise<Buffer> {
	return new Promise((done) => {
		const pdf = new PDFDocument({ size: "A4", margin: 60, info: { CreationDate: new Date(0), Title: "Báo giá" } });
		const chunks: Buffer[] = [];
		pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
		pdf.on("end", () => done(Buffer.concat(chunks)));
		pdf.font(require.resolve("@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf"));
		pdf.fontSize(12).text(seller.name.toLocaleUpperCase("vi")).text(`MST: ${seller.taxCode}`).moveDown(2);
		pdf.fontSize(18).text("BÁO GIÁ", { align: "center" }).moveDown();
		pdf.fontSize(12).text("Giá, số lượng và thời hạn như đã ghi trong hồ sơ đề nghị hỗ trợ.").moveDown();
		pdf.text("Báo giá có hiệu lực 60 ngày kể từ ngày lập.").moveDown(3);
		pdf.text("Đại diện nhà cung cấp", { align: "right" }).text("(đã ký)", { align: "right" });
		pdf.end();
	});
}
