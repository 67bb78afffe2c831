import { expect, test } from "vitest";
import { uploadFaultOf, uploadTypeOf } from "./upload-kinds.ts";

const END = "trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const jpeg = (...parts: number[]) => new Uint8Array([0xff, 0xd8, ...parts]);
/** A preview inside of a picture has an end of its own. */
const PREVIEW = [0xff, 0xe1, 0x00, 0x06, 0xff, 0xd8, 0xff, 0xd9];
const SCAN = [0xff, 0xda, 0x00, 0x02, 0x11, 0x22];

test.each([
	["from its first byte", "%PDF-1.7\n"],
	["after a byte order mark", "\xef\xbb\xbf%PDF-1.7\n"],
	["after the head of a mail", `${"X-Scanner: 1\r\n".repeat(60)}%PDF-1.4\n`],
])("a PDF is one %s", (_where, start) => {
	expect(uploadTypeOf(bytes(start + END))).toBe("application/pdf");
	expect(uploadFaultOf(bytes(start + END))).toBeNull();
});

test("the mark of a PDF counts in the first 1,024 bytes only", () => {
	expect(uploadTypeOf(bytes(`${" ".repeat(1_019)}%PDF-`))).toBe("application/pdf");
	expect(uploadTypeOf(bytes(`${" ".repeat(1_020)}%PDF-`))).toBeNull();
});

test.each([
	["cut off in the middle", "%PDF-1.7\n1 0 obj\n<< /Length 9 >>\nstream\n", "broken"],
	["whose first part alone has an end", `%PDF-1.7\n${END}${"x".repeat(9_000)}`, "broken"],
	["without a table of objects", "%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF", "broken"],
	["with a stream for a table", "%PDF-1.7\n7 0 obj\n<< /Type /XRef >>\nstartxref\n9\n%%EOF", null],
	["filled up with zeros", `%PDF-1.7\n${END}${"\0".repeat(9_000)}`, null],
	["with an end of blank lines", `%PDF-1.7\n${END}${"\r\n".repeat(5_000)}`, null],
	["with the line ends of old Macintoshes", `%PDF-1.7\r${END.replaceAll("\n", "\r")}`, null],
	["of nothing but zeros behind its mark", `%PDF-1.7\n${"\0".repeat(9_000)}`, "broken"],
	["with something appended", `%PDF-1.7\n${END}<!-- served by x -->`, null],
	["with a password", "%PDF-1.7\ntrailer\n<< /Encrypt 12 0 R >>\nstartxref\n9\n%%EOF", "locked"],
	["with a lock written in place", "%PDF-1.7\ntrailer\n<< /Encrypt<</V 4>> >>\nstartxref\n9\n%%EOF", "locked"],
	["that speaks of locks", `%PDF-1.7\n(/Encrypt your files) /EncryptMetadata true\n${END}`, null],
])("of a PDF %s", (_what, text, fault) => {
	expect(uploadFaultOf(bytes(text))).toBe(fault);
});

test.each([
	["a whole picture", jpeg(...PREVIEW, ...SCAN, 0xff, 0xd9, 0x00), null],
	["one cut off in its scan", jpeg(...PREVIEW, ...SCAN), "broken"],
	["one cut off before", jpeg(...PREVIEW), "broken"],
	["a PNG", bytes("\x89PNG\r\n\x1a\n....IEND...."), null],
	["a PNG cut off", bytes("\x89PNG\r\n\x1a\n....IDAT"), "broken"],
	["a picture of an iPhone", bytes("\0\0\0\x24ftypheic"), "heic"],
	["one of another phone", bytes("\0\0\0\x1cftypmif1"), "heic"],
	["one of a row of pictures", bytes("\0\0\0\x1cftyphevs"), "heic"],
	["one whose first brand is of a newer edition", bytes("\0\0\0\x1cftypmif2"), "heic"],
	["an AVIF", bytes("\0\0\0\x1cftypavif"), "heic"],
	["a moving AVIF", bytes("\0\0\0\x1cftypavis"), "heic"],
	["a film", bytes("\0\0\0\x1cftypisom"), null],
])("of %s", (_what, file, fault) => {
	expect(uploadFaultOf(file)).toBe(fault);
});
