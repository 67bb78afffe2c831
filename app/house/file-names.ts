import { cleanLine, withoutMarks } from "#app/kernel/text.ts";

/*
 * What a file may be called when somebody saves it. Its ending is what Windows runs it by, so that it follows the kind of the
 * bytes and never the sender.
 */

const endings = new Map([
	["application/pdf", "pdf"],
	["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
	["application/xml", "xml"],
	["image/jpeg", "jpg"],
	["image/png", "png"],
	["text/csv", "csv"],
	["text/plain", "txt"],
]);

/** Bytes of UTF-8: file systems take 255 for the whole name. */
const MAX_BYTES = 180;

/** Names that Windows keeps for devices, whatever ending follows. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])$/i;

/**
 * The last part of a name, without what leads elsewhere, cannot be seen or turns the reading direction, with the one
 * ending of its kind: "bao-gia.pdf.hta" of a PDF is "bao-gia.pdf". Vietnamese letters stay.
 *
 * @param mediaType as it was told by the bytes, parameters aside; an unknown kind ends in "bin".
 */
export function safeFileName(name: string, mediaType: string): string {
	const ending = endings.get(mediaType.split(";", 1)[0]?.trim() ?? "") ?? "bin";
	const last = cleanLine(name).split(/[\\/]/).at(-1) ?? "";
	const visible = last.replaceAll("\uFFFD", "").replace(/[<>:"|?*%;]/g, "-");
	const base = withoutEnding(trimmed(visible), ending)
		// "HĐ 01.2026" keeps its dot; ".exe" in the middle is no ending any more.
		.replace(/\.(?!\d)/g, "-");
	const short = trimmed(cut(trimmed(base), MAX_BYTES)) || "file";
	return `${device.test(short.split(".", 1)[0]?.trim() ?? "") ? "_" : ""}${short}.${ending}`;
}

/**
 * Dots, dashes and blanks at the ends mean something to programs, or are dropped by them. Looked for from the first of a
 * row only: from each of them, a name of dots would take the square of its length.
 */
function trimmed(name: string): string {
	return name.replace(/^[\s.~-]+|(?<![\s.-])[\s.-]+$/g, "");
}

/** Without the sender's ending, and without the right one before it. */
function withoutEnding(name: string, ending: string): string {
	const bare = trimmed(name.replace(/\.[a-z][a-z0-9]{0,9}$/i, ""));
	return bare.toLowerCase().endsWith(`.${ending}`) ? trimmed(bare.slice(0, -ending.length - 1)) : bare;
}

/** Whole characters that take at most so many bytes. */
function cut(name: string, maxBytes: number): string {
	let bytes = 0;
	let length = 0;
	for (const character of name) {
		bytes += new TextEncoder().encode(character).byteLength;
		if (bytes > maxBytes) break;
		length += character.length;
	}
	return name.slice(0, length);
}

/**
 * The header of a download: RFC 6266, with the whole name for the browsers of today and one of plain letters, "bao gia.pdf",
 * for the others.
 */
export function contentDisposition(fileName: string, how: "attachment" | "inline" = "attachment"): string {
	const plain = withoutMarks(fileName).replace(/[^\x20-\x7e]|["\\%]/g, "_");
	const whole = encodeURIComponent(fileName.replace(/\p{Surrogate}/gu, "_")).replace(
		/[!'()*]/g,
		(mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
