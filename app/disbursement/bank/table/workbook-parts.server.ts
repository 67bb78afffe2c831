import { inflateRawSync } from "node:zlib";

/** Unpacked: a list of 2,000 payments takes about one. */
export const MAX_UNPACKED_BYTES = 12 * 1024 * 1024;

/** A workbook has about ten parts. */
const MAX_PARTS = 200;

export function isZip(bytes: Uint8Array): boolean {
	return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte);
}

/** Packed: where a part lies in the archive. */
type Part = { method: number; data: Buffer };

/** Reads the parts of an archive by their names, unpacked, all together to no more than is allowed. */
export type Parts = {
	/** The text of a part; null where there is none. @throws TooLarge, or an error for what cannot be unpacked. */
	textOf: (name: string) => string | null;
};

/** What is asked of a workbook goes beyond what is read. */
export class TooLarge extends Error {
	override name = "TooLarge";
}

/**
 * The parts of a workbook (ISO/IEC 29500-2, a ZIP archive), as its directory names them.
 *
 * @returns null for what is no such archive. @throws TooLarge where there are too many parts.
 */
export function partsOf(bytes: Uint8Array): Parts | null {
	const directory = readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	if (!directory) return null;
	let left = MAX_UNPACKED_BYTES;
	return {
		textOf: (name) => {
			const part = directory.get(name.toLowerCase());
			if (!part) return null;
			const unpacked = unpack(part, left);
			left -= unpacked.length;
			return new TextDecoder("utf-8", { fatal: true }).decode(unpacked);
		},
	};
}

/** The directory at the archive's end; the only one that is asked, so that no two readers take two for the same. */
function readDirectory(file: Buffer): Map<string, Part> | null {
	const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0 || end + 22 > file.length) return null;
	const count = file.readUInt16LE(end + 10);
	if (count > MAX_PARTS) throw new TooLarge();
	const directory = new Map<string, Part>();
	let at = file.readUInt32LE(end + 16);
	for (let part = 0; part < count; part++) {
		if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return null;
		const [method, packed, local] = [
			file.readUInt16LE(at + 10),
			file.readUInt32LE(at + 20),
			file.readUInt32LE(at + 42),
		];
		if (local + 30 > file.length) return null;
		const nameEnd = at + 46 + file.readUInt16LE(at + 28);
		const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
		const name = file.toString("utf8", at + 46, nameEnd).toLowerCase();
		directory.set(name, { method, data: file.subarray(from, from + packed) });
		at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	return directory;
}

/** Unpacks to no more than is left: what a part says of its own size may be untrue. */
function unpack({ method, data }: Part, left: number): Buffer {
	if (method !== 0 && method !== 8) throw new Error(`packed by method ${method}`);
	if (left <= 0) throw new TooLarge();
	try {
		const unpacked = method === 0 ? data : inflateRawSync(data, { maxOutputLength: left });
		if (unpacked.length <= left) return unpacked;
	} catch (error) {
		if ((error as { code?: string }).code !== "ERR_BUFFER_TOO_LARGE") throw error;
	}
	throw new TooLarge();
}
