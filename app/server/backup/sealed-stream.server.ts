import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/*
 * A stream of any length, encrypted and authenticated in chunks (after STREAM, Hoang and others 2015): each chunk's nonce
 * holds its number and whether it is the last one, so that a file that was cut off, put together anew or continued does
 * not open. A key of its own for each file is derived from the key that was given and a salt.
 *
 *   magic, salt (16), check of the key (16), then for each chunk: length with the last one's bit (4), text, tag (16)
 */

const MAGIC = Buffer.from("DONBAY-BACKUP-1\n");
const SALT_BYTES = 16;
const CHECK_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK_BYTES = 1 << 20;
const LAST_BIT = 0x8000_0000;

/** The file is not one of ours, was changed or cut off, or needs another key; the message says which. */
export class UnreadableBackup extends Error {
	override name = "UnreadableBackup";
}

type FileKey = { key: Buffer; check: Buffer };

function fileKey(backupKey: string, salt: Buffer): FileKey {
	const derive = (purpose: string, bytes: number) =>
		Buffer.from(hkdfSync("sha256", Buffer.from(backupKey, "hex"), salt, `donbay backup ${purpose}`, bytes));
	return { key: derive("key", 32), check: derive("check", CHECK_BYTES) };
}

function nonce(number: number, last: boolean): Buffer {
	const bytes = Buffer.alloc(12);
	bytes.writeBigUInt64BE(BigInt(number), 3);
	bytes[11] = last ? 1 : 0;
	return bytes;
}

/** Chunks of one size but for the last, which may be empty. */
async function* inChunks(content: AsyncIterable<Buffer>): AsyncGenerator<{ chunk: Buffer; last: boolean }> {
	let held: Buffer[] = [];
	let size = 0;
	for await (const part of content) {
		held.push(part);
		size += part.length;
		while (size > CHUNK_BYTES) {
			const all = Buffer.concat(held);
			yield { chunk: all.subarray(0, CHUNK_BYTES), last: false };
			held = [all.subarray(CHUNK_BYTES)];
			size -= CHUNK_BYTES;
		}
	}
	yield { chunk: Buffer.concat(held), last: true };
}

/** The content as an encrypted file. `backupKey` is 64 hexadecimal digits. */
export async function* seal(content: AsyncIterable<Buffer>, backupKey: string): AsyncGenerator<Buffer> {
	const salt = randomBytes(SALT_BYTES);
	const { key, check } = fileKey(backupKey, salt);
	const header = Buffer.concat([MAGIC, salt, check]);
	yield header;
	let number = 0;
	for await (const { chunk, last } of inChunks(content)) {
		const cipher = createCipheriv("aes-256-gcm", key, nonce(number++, last));
		cipher.setAAD(header);
		const body = Buffer.concat([cipher.update(chunk), cipher.final()]);
		const length = Buffer.alloc(4);
		length.writeUInt32BE(last ? (body.length | LAST_BIT) >>> 0 : body.length);
		yield Buffer.concat([length, body, cipher.getAuthTag()]);
	}
}

/** Takes as many bytes as asked for from a stream, and fewer at its end. */
function byteReader(stream: AsyncIterable<Buffer>): (bytes: number) => Promise<Buffer> {
	const parts = stream[Symbol.asyncIterator]();
	let held: Buffer = Buffer.alloc(0);
	return async (bytes) => {
		const taken: Buffer[] = [];
		let missing = bytes;
		while (missing > 0) {
			if (held.length === 0) {
				const next = await parts.next();
				if (next.done) break;
				held = next.value;
			}
			taken.push(held.subarray(0, missing));
			missing -= Math.min(missing, held.length);
			held = held.subarray(taken.at(-1)?.length);
		}
		return Buffer.concat(taken);
	};
}

/**
 * The content of an encrypted file; nothing of a chunk is given on before all of it is known to be whole.
 *
 * @throws UnreadableBackup at the first chunk that is not.
 */
export async function* open(file: AsyncIterable<Buffer>, backupKey: string): AsyncGenerator<Buffer> {
	const read = byteReader(file);
	const readWhole = async (bytes: number) => {
		const taken = await read(bytes);
		if (taken.length < bytes) throw new UnreadableBackup("The file is cut off.");
		return taken;
	};
	// Told of a file of any length, before its length is.
	if (!(await read(MAGIC.length)).equals(MAGIC)) {
		throw new UnreadableBackup("This is no backup of Đòn Bẩy, or one of a newer format.");
	}
	const header = Buffer.concat([MAGIC, await readWhole(SALT_BYTES + CHECK_BYTES)]);
	const { key, check } = fileKey(backupKey, header.subarray(MAGIC.length, MAGIC.length + SALT_BYTES));
	if (!timingSafeEqual(check, header.subarray(MAGIC.length + SALT_BYTES))) {
		throw new UnreadableBackup("BACKUP_KEY is another one than this backup was made with.");
	}
	for (let number = 0, last = false; !last; number++) {
		const length = (await readWhole(4)).readUInt32BE();
		last = (length & LAST_BIT) !== 0;
		const bytes = length & ~LAST_BIT;
		if (bytes > CHUNK_BYTES) throw new UnreadableBackup("The file was changed after it was made.");
		const sealed = await readWhole(bytes + TAG_BYTES);
		const decipher = createDecipheriv("aes-256-gcm", key, nonce(number, last));
		decipher.setAAD(header);
		decipher.setAuthTag(sealed.subarray(bytes));
		const body = decipher.update(sealed.subarray(0, bytes));
		try {
			decipher.final();
		} catch {
			throw new UnreadableBackup("The file was changed after it was made, or its parts stand in another order.");
		}
		yield body;
	}
	if ((await read(1)).length > 0) throw new UnreadableBackup("The file goes on after its end.");
}
