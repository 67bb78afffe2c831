import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { Actor } from "./access.ts";
import { contentDisposition, safeFileName } from "./file-names.ts";
import { boundedQueue } from "./limits/bounded-queue.ts";
import { fileInTurn } from "./limits/document-queue.server.ts";
import { assertRoomForAll, assertRoomOfSender, type Sender } from "./limits/upload-room.server.ts";
import { requestContext } from "./request-context.server.ts";

export type StoredFile = { id: string; sha256: string; byteSize: number; mediaType: string };

export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;

/**
 * Keeps the bytes with their SHA-256, in the caller's transaction.
 *
 * @param file.sender whose share of the day it takes; null for what the system makes, which is never refused.
 * @throws Refusal on the field `file` where the account has stored too much in 24 hours, or there is no room for more.
 */
export async function storeFile(
	trx: Transaction<Tables>,
	file: { bytes: Uint8Array; mediaType: string; sender: Sender | null; now: Date },
): Promise<StoredFile> {
	const stored = {
		id: randomUUID(),
		sha256: createHash("sha256").update(file.bytes).digest("hex"),
		byteSize: file.bytes.byteLength,
		mediaType: file.mediaType,
	};
	const sent = file.sender && { sender: file.sender, byteSize: stored.byteSize, now: file.now };
	const isFirst = sent !== null && (await assertRoomOfSender(trx, sent));
	await trx
		.insertInto("storedFile")
		.values({
			...stored,
			byteSize: BigInt(stored.byteSize),
			bytes: Buffer.from(file.bytes),
			storedAt: file.now,
			storedBy: file.sender?.personId ?? null,
		})
		.execute();
	if (sent) await assertRoomForAll(trx, sent, isFirst);
	return stored;
}

/** A file that is kept, without its bytes. */
export type KeptFile = { fileId: string; byteSize: number; mediaType: string };

/** A file without its bytes, or null. Whether the asker may have it is decided by the room that knows what it is. */
export async function unsafeFindFile(db: Kysely<Tables>, fileId: string): Promise<KeptFile | null> {
	const row = await db
		.selectFrom("storedFile")
		.select(["id as fileId", "byteSize", "mediaType"])
		.where("id", "=", fileId)
		.executeTakeFirst();
	return row ? { ...row, byteSize: Number(row.byteSize) } : null;
}

/** The bytes of a file, or null: for what works on the whole of it. A reader is sent it in pieces (`keptFileResponse`). */
export async function unsafeReadFile(db: Kysely<Tables>, id: string): Promise<Buffer | null> {
	const row = await db.selectFrom("storedFile").select("bytes").where("id", "=", id).executeTakeFirst();
	return row?.bytes ?? null;
}

/** What a reader makes us hold, however slowly they read. */
const PIECE_BYTES = 128 * 1024;

/** Of the connections of the database, so many read pieces: the others are left for everybody else. */
const READING = 4;

const readingInTurn = boundedQueue(READING, Number.POSITIVE_INFINITY, () => new Error("never full"));

async function pieceOf(db: Kysely<Tables>, fileId: string, from: number): Promise<Buffer> {
	const { piece } = await db
		.selectFrom("storedFile")
		// Kept uncompressed (migration 004), so that only what is asked for is read.
		.select(sql<Buffer>`substring(bytes from ${from + 1}::int for ${PIECE_BYTES}::int)`.as("piece"))
		.where("id", "=", fileId)
		.executeTakeFirstOrThrow();
	return piece;
}

/** The bytes of a file, each piece read only once the reader has taken the one before. */
function inPieces(
	db: Kysely<Tables>,
	{ fileId, byteSize }: Pick<KeptFile, "fileId" | "byteSize">,
): ReadableStream<Uint8Array> {
	const answer = requestContext.getStore();
	let from = 0;
	return new ReadableStream(
		{
			async pull(controller) {
				await answer?.drained();
				if (answer?.ended.aborted) return controller.error(new Error("the reader has gone"));
				const piece = await readingInTurn(() => pieceOf(db, fileId, from));
				from += piece.byteLength;
				if (piece.byteLength > 0) controller.enqueue(new Uint8Array(piece));
				if (from >= byteSize || piece.byteLength === 0) controller.close();
			},
		},
		{ highWaterMark: 0 },
	);
}

/** The same for what is made of several files while it is sent. */
export function keptFileStream(db: Kysely<Tables>, file: Pick<KeptFile, "fileId" | "byteSize">): Readable {
	return Readable.fromWeb(inPieces(db, file) as NodeReadableStream<Uint8Array>);
}

/**
 * The response that sends a kept file (`fileResponse`), once it is that person's turn and no faster than they take it.
 *
 * @throws a 429 Response where they wait for several already.
 */
export function keptFileResponse(
	{ db, actor }: { db: Kysely<Tables>; actor: Pick<Actor, "personId"> & Partial<Pick<Actor, "roles">> },
	file: KeptFile & { fileName: string },
	inline = false,
): Promise<Response> {
	const reader = { personId: actor.personId, isStaff: (actor.roles ?? []).length > 0 };
	const send = () => responseOf({ ...file, body: inPieces(db, file) }, file.fileName, inline);
	return fileInTurn(reader, { byteSize: file.byteSize, send });
}

/**
 * A response that a browser saves or shows but never runs: fixed type, a name of that kind, no sniffing, a sandbox without
 * scripts. A PDF that is to be shown gets no sandbox: browsers do not start their viewer in one, and the viewer runs no
 * script of a file in our name. XML is saved and never shown: a browser would run what a stranger's document asks it to.
 */
export function fileResponse(file: { bytes: Buffer; mediaType: string }, fileName: string, inline = false): Response {
	const { bytes, mediaType } = file;
	return responseOf({ body: new Uint8Array(bytes), byteSize: bytes.byteLength, mediaType }, fileName, inline);
}

function responseOf(
	file: { body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>; byteSize: number; mediaType: string },
	fileName: string,
	inline: boolean,
): Response {
	const isXml = file.mediaType === "application/xml";
	const shown = inline && !isXml;
	const viewed = shown && file.mediaType === "application/pdf";
	return new Response(file.body, {
		headers: {
			"Content-Type": isXml ? "application/octet-stream" : file.mediaType,
			"Content-Length": String(file.byteSize),
			"Content-Disposition": contentDisposition(
				safeFileName(fileName, file.mediaType),
				shown ? "inline" : "attachment",
			),
			"Content-Security-Policy": viewed ? "default-src 'none'" : "default-src 'none'; sandbox",
			"X-Content-Type-Options": "nosniff",
			// A file is sent as it is: compressing it would hide how fast its reader takes it.
			"Cache-Control": "private, no-store, no-transform",
		},
	});
}
