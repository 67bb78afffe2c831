import { expect, test } from "vitest";
import { archiveNames } from "./archive-names.ts";

const pdf = "application/pdf";

test("kind, number in its kind, and the name that a file came with", () => {
	const files = [
		{ kind: "application.quotation", fileName: "Báo giá An Phú.pdf", mediaType: pdf },
		{ kind: "claim.invoice", fileName: "1C26TAA-5.xml", mediaType: "application/xml" },
		{ kind: "application.quotation", fileName: "Báo giá An Phú.pdf", mediaType: pdf },
		{ kind: "agreement", fileName: "HS-2026-000001", mediaType: pdf },
	];
	expect(archiveNames(files, "vi")).toEqual([
		"bao-gia-1-Báo giá An Phú.pdf",
		"hoa-don-1-1C26TAA-5.xml",
		"bao-gia-2-Báo giá An Phú.pdf",
		"thoa-thuan-ho-tro-1-HS-2026-000001.pdf",
	]);
	expect(archiveNames(files, "en")[0]).toBe("quotation-1-Báo giá An Phú.pdf");
});

test.each([
	["../../etc/passwd", "bao-gia-1-passwd.pdf"],
	["..\\..\\run.exe", "bao-gia-1-run.pdf"],
	["a\u202Efdp.exe", "bao-gia-1-afdp.pdf"],
	["", "bao-gia-1-file.pdf"],
	["constructor", "bao-gia-1-constructor.pdf"],
])("%j leads nowhere and runs as nothing", (fileName, name) => {
	const [named = ""] = archiveNames([{ kind: "application.quotation", fileName, mediaType: pdf }], "vi");
	expect(named.normalize()).toBe(name);
	expect(named).not.toMatch(/[\\/]/);
});

test("however long the names, no two are one", () => {
	const long = { kind: "application.other", fileName: `${"dài ".repeat(200)}.pdf`, mediaType: pdf };
	const names = archiveNames(
		Array.from({ length: 30 }, () => long),
		"vi",
	);
	expect(new Set(names).size).toBe(30);
	for (const name of names) expect(Buffer.byteLength(name)).toBeLessThan(255);
});

test("an unknown kind keeps its code", () => {
	expect(archiveNames([{ kind: "toString", fileName: "a.pdf", mediaType: pdf }], "vi")).toEqual(["tostring-1-a.pdf"]);
});
