/** The kinds of file that people may send, told by their bytes and never by their name. */
export type UploadType = "application/pdf" | "image/png" | "image/jpeg";

/** Why a file cannot be taken though it was chosen rightly, each with words of its own. */
export type UploadFault = "heic" | "locked" | "broken";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** A PDF may have bytes before its mark, as scanners and mail programs leave them: readers look in so many for it. */
const PDF_MARK_WITHIN = 1024;

/** Its end, which says where the table of objects is; some servers append a little to it. */
const PDF_END_WITHIN = 4096;

/** "ftyp" of a picture or a row of them in HEIF (ISO/IEC 23008-12) or AVIF, as telephones take them. */
const HEIF_BRANDS = /^ftyp(?:hei[cxms]|hev[cxms]|mif[12]|msf1|miaf|avi[fs]|MA1[AB])/;

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
	return start.every((byte, at) => bytes[at] === byte);
}

function textOf(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export function uploadTypeOf(bytes: Uint8Array): UploadType | null {
	if (startsWith(bytes, PNG)) return "image/png";
	if (startsWith(bytes, JPEG)) return "image/jpeg";
	return textOf(bytes.subarray(0, PDF_MARK_WITHIN)).includes("%PDF-") ? "application/pdf" : null;
}

/** What is wrong with a file that people send; null where it can be opened, as far as its frame tells, or is no kind of these. */
export function uploadFaultOf(bytes: Uint8Array): UploadFault | null {
	if (HEIF_BRANDS.test(textOf(bytes.subarray(4, 12)))) return "heic";
	switch (uploadTypeOf(bytes)) {
		case "application/pdf":
			return pdfFaultOf(bytes);
		case "image/png":
			return Buffer.from(bytes).includes("IEND") ? null : "broken";
		case "image/jpeg":
			return isWholeJpeg(bytes) ? null : "broken";
		default:
			return null;
	}
}

/** Where what a file says ends: some programs fill it up with zeros or blanks. */
function lengthWithoutFill(bytes: Uint8Array): number {
	let length = bytes.length;
	while (length > 0 && [0, 9, 10, 13, 32].includes(bytes[length - 1] ?? 0)) length -= 1;
	return length;
}

/** Without its end a PDF was cut off; a dictionary `Encrypt` in its trailer means that it does not open for everybody. */
function pdfFaultOf(bytes: Uint8Array): UploadFault | null {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = textOf(bytes.subarray(0, lengthWithoutFill(bytes)).subarray(-PDF_END_WITHIN));
	const isWhole =
		/startxref\s+\d+/.test(end) && end.includes("%%EOF") && (file.includes("trailer") || file.includes("/XRef"));
	if (!isWhole) return "broken";
	return /\/Encrypt\s{0,9}(?:\d{1,10}\s{1,9}\d{1,5}\s{1,9}R|<<)/.test(textOf(bytes)) ? "locked" : null;
}

/** The end of a picture stands behind the start of its scan: an end before it is that of a small preview. */
function isWholeJpeg(bytes: Uint8Array): boolean {
	let at = 2;
	while (bytes[at] === 0xff) {
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xda) return Buffer.from(bytes.subarray(at)).includes(Buffer.from([0xff, 0xd9]));
		const hasLength = marker !== 0xff && marker !== 0x01 && !(marker >= 0xd0 && marker <= 0xd7);
		at += marker === 0xff ? 1 : hasLength ? 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0) : 2;
	}
	return false;
}
