/** A text's bytes as letters, in the encodings that banks and Excel write. */

export type Decoded = { text: string; encoding: "utf-8" | "utf-16" | "windows-1258" };

/** Vietnamese and what stands between its words; in another encoding its bytes make other letters. */
const VIETNAMESE = /^[\t\r\n\x20-\x7E\u00A0₫–—‘’“”…•°«»½€ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]*$/u;

/**
 * UTF-8; UTF-16 with its mark; and the legacy encoding of Windows for Vietnamese where all of it makes Vietnamese. Null for
 * anything else: a file without zeros that is none of them would turn names into other names.
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
	const [first, second] = bytes;
	const wide = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
	const text = decodedAs(wide ?? "utf-8", bytes);
	if (text !== null) return text.includes("\0") ? null : { text, encoding: wide ? "utf-16" : "utf-8" };
	const legacy = wide ? null : decodedAs("windows-1258", bytes)?.normalize("NFC");
	return legacy && VIETNAMESE.test(legacy) ? { text: legacy, encoding: "windows-1258" } : null;
}

function decodedAs(encoding: string, bytes: Uint8Array): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}
