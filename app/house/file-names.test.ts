import { describe, expect, test } from "vitest";
import { contentDisposition, safeFileName } from "./file-names.ts";

describe("the name of a saved file", () => {
	test.each([
		["bao-gia.hta", "application/pdf", "bao-gia.pdf"],
		["bao-gia.pdf", "application/pdf", "bao-gia.pdf"],
		["bao-gia.PDF", "application/pdf", "bao-gia.pdf"],
		["bao-gia.pdf.exe", "application/pdf", "bao-gia.pdf"],
		["bao-gia.exe.pdf", "application/pdf", "bao-gia-exe.pdf"],
		["bao-gia.jpeg", "image/jpeg", "bao-gia.jpg"],
		["bao-gia.pdf", "image/png", "bao-gia.png"],
		["báo giá số 5 – Công ty Đường Mía.pdf", "application/pdf", "báo giá số 5 – Công ty Đường Mía.pdf"],
		["ba\u0301o gia\u0301.pdf", "application/pdf", "báo giá.pdf"],
		["HĐ 01.2026", "application/pdf", "HĐ 01.2026.pdf"],
		["bao-gia\u202Efdp.exe", "application/pdf", "bao-giafdp.pdf"],
		["a\u200Bb\u2028c\u0000d\r\ne.png", "image/png", "ab cd e.png"],
		["../../etc/passwd", "application/pdf", "passwd.pdf"],
		["C:\\Temp\\hoa don.pdf", "application/pdf", "hoa don.pdf"],
		['a"b<c>d|e?f*g:h%i;j.pdf', "application/pdf", "a-b-c-d-e-f-g-h-i-j.pdf"],
		["bao-gia.exe . .", "application/pdf", "bao-gia.pdf"],
		["bao-gia.pdf::$DATA", "application/pdf", "bao-gia-pdf--$DATA.pdf"],
		[".htaccess", "application/pdf", "htaccess.pdf"],
		["CON", "application/pdf", "_CON.pdf"],
		["nul.txt", "application/pdf", "_nul.pdf"],
		["Lpt1 .pdf", "application/pdf", "_Lpt1.pdf"],
		["com\u00b9.1.pdf", "application/pdf", "_com\u00b9.1.pdf"],
		["console.pdf", "application/pdf", "console.pdf"],
		["", "application/pdf", "file.pdf"],
		["...", "image/png", "file.png"],
		["\ud800.pdf", "application/pdf", "pdf.pdf"],
		["tra loi.xml", "text/csv", "tra loi.csv"],
		["hoa-don.xml", "application/xml; charset=utf-8", "hoa-don.xml"],
		["x.html", "text/html", "x.bin"],
	])("%j of %s is %j", (name, mediaType, safe) => {
		expect(safeFileName(name, mediaType)).toBe(safe);
		expect(safeFileName(safe, mediaType), "again").toBe(safe);
	});

	test("is cut between letters, and fits every file system", () => {
		const name = safeFileName(`${"ổ".repeat(300)}.exe`, "application/pdf");
		expect(name).toBe(`${"ổ".repeat(60)}.pdf`);
		expect(safeFileName("😀".repeat(300), "image/png")).toBe(`${"😀".repeat(45)}.png`);
	});
});

test.each([".", "-", " ", ". ", "a.", ".-"])("a name of many %j takes no time", (part) => {
	const name = safeFileName(`x${part.repeat(100_000)}!`, "application/pdf");
	expect(name).toMatch(/^x.*\.pdf$/);
	expect(name.length).toBeLessThanOrEqual(184);
});

test("the header has the whole name, and one of plain letters for old browsers", () => {
	expect(contentDisposition("báo giá (Đợt 1).pdf", "inline")).toBe(
		`inline; filename="bao gia (Dot 1).pdf"; filename*=UTF-8''b%C3%A1o%20gi%C3%A1%20%28%C4%90%E1%BB%A3t%201%29.pdf`,
	);
	expect(contentDisposition('a"b\\c%41\r\nX: y😀.pdf')).toBe(
		`attachment; filename="a_b_c_41__X: y_.pdf"; filename*=UTF-8''a%22b%5Cc%2541%0D%0AX%3A%20y%F0%9F%98%80.pdf`.replace(
			"y_.pdf",
			"y__.pdf",
		),
	);
});
