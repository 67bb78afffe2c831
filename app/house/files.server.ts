import { createHash, randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";

export type StoredFile = { id: string; sha256: string; byteSize: number; mediaType: string };

export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;

/** The kinds of file that people may send, told by their first bytes and never by their name. */
export type UploadType = "application/pdf" | "image/png" | "image/jpeg";

const signatures: { type: UploadType; bytes: number[] }[] = [
	{ type: "application/pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
	{ type: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
	{ type: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
];

export function uploadTypeOf(bytes: Uint8Array): UploadType | null {
	return signatures.find(({ bytes: start }) => start.every((byte, at) => bytes[at] === byte))?.type ?? null;
}

/** Keeps the bytes with their SHA-256, in the caller's transaction. */
export async function storeFile(
	trx: Transaction<Tables>,
	file: { bytes: Uint8Array; mediaType: string; storedBy: string | null; now: Date },
): Promise<StoredFile> {
	const stored = {
		id: randomUUID(),
		sha256: createHash("sha256").update(file.bytes).digest("hex"),
		byteSize: file.bytes.byteLength,
		mediaType: file.mediaType,
	};
	await trx
		.insertInto("storedFile")
		.values({
			...stored,
			byteSize: BigInt(stored.byteSize),
			bytes: Buffer.from(file.bytes),
			storedAt: file.now,
			storedBy: file.storedBy,
		})
		.execute();
	return stored;
}

/** The bytes of a file, or null. Whether the asker may have them is decided by the room that knows what they are. */
export async function unsafeReadFile(
	db: Kysely<Tables>,
	id: string,
): Promise<{ bytes: Buffer; mediaType: string } | null> {
	const row = await db.selectFrom("storedFile").select(["bytes", "mediaType"]).where("id", "=", id).executeTakeFirst();
	return row ?? null;
}

/**
 * A response that a browser saves or shows but never runs: fixed type, no sniffing, a sandbox without scripts. A PDF
 * that is to be shown gets no sandbox: browsers do not start their viewer in one, and the viewer runs no script of a
 * file in our name.
 */
export function fileResponse(file: { bytes: Buffer; mediaType: string }, fileName: string, inline = false): Response {
	const viewed = inline && file.mediaType === "application/pdf";
	const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, "_");
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			"Content-Type": file.mediaType,
			"Content-Length": String(file.bytes.byteLength),
			"Content-Disposition": `${inline ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
			"Content-Security-Policy": viewed ? "default-src 'none'" : "default-src 'none'; sandbox",
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	});
}
