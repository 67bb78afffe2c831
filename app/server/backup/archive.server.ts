import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { open, seal, UnreadableBackup } from "./sealed-stream.server.ts";

/*
 * What is inside: frames of a letter, a length and content, compressed and then encrypted.
 *
 *   M manifest, then for each table: T which, D its rows as COPY writes them, E how many and their hash; at the end Z
 */

/** Raised where an older program could not read what a newer one writes. */
export const FORMAT = 1;

const FRAME_BYTES = 1 << 18;

export const tableShape = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) });
export type TableShape = z.infer<typeof tableShape>;

export const manifestShape = z.object({
	format: z.number().int(),
	product: z.string(),
	createdAt: z.string(),
	postgres: z.string(),
	migrations: z.array(z.string()),
	/** Of the job queue, which has migrations of its own. */
	queue: z.number().int(),
	/** What its sealed values need: never the secrets themselves. */
	secrets: z.array(z.object({ secret: z.string(), version: z.number().int(), fingerprint: z.string() })),
	tables: z.array(tableShape),
});
export type Manifest = z.infer<typeof manifestShape>;

const tableEnd = z.object({ rows: z.number().int(), sha256: z.string() });
export type TableEnd = z.infer<typeof tableEnd>;

/** By which one sees that it is whole, and the same as at the moment of the backup. */
export const headsShape = z.object({
	audit: z.object({ entries: z.string(), root: z.string().nullable() }),
	ledger: z.object({ entries: z.string(), last: z.string().nullable() }),
	files: z.object({ count: z.string(), bytes: z.string() }),
});
export type Heads = z.infer<typeof headsShape>;

export type Frame =
	| { kind: "M"; manifest: Manifest }
	| { kind: "T"; table: TableShape }
	| { kind: "D"; rows: Buffer }
	| { kind: "E"; end: TableEnd }
	| { kind: "Z"; heads: Heads };

function* encode(frame: Frame): Generator<Buffer> {
	if (frame.kind === "D") {
		for (let at = 0; at < frame.rows.length; at += FRAME_BYTES) {
			yield* packed("D", frame.rows.subarray(at, at + FRAME_BYTES));
		}
		return;
	}
	const { kind, ...rest } = frame;
	yield* packed(kind, Buffer.from(JSON.stringify(Object.values(rest)[0])));
}

function* packed(kind: string, content: Buffer): Generator<Buffer> {
	const head = Buffer.alloc(5, kind);
	head.writeUInt32BE(content.length, 1);
	yield head;
	yield content;
}

async function* encodeAll(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
	for await (const frame of frames) yield* encode(frame);
}

/** The frames as the bytes of a backup file, made as they are taken. */
export function writeArchive(frames: AsyncIterable<Frame>, backupKey: string): AsyncIterable<Buffer> {
	// The fastest level: most of the content is files that are compressed already, in hexadecimal digits.
	const content = Readable.from(encodeAll(frames), { objectMode: false });
	const compressed = content.pipe(createGzip({ level: 1 }));
	content.on("error", (error) => compressed.destroy(error));
	return seal(compressed, backupKey);
}

function decode(kind: string, content: Buffer): Frame {
	if (kind === "D") return { kind, rows: content };
	const read = JSON.parse(content.toString("utf8"));
	if (kind === "M") return { kind, manifest: readManifest(read) };
	if (kind === "T") return { kind, table: tableShape.parse(read) };
	if (kind === "E") return { kind, end: tableEnd.parse(read) };
	if (kind === "Z") return { kind, heads: headsShape.parse(read) };
	throw new UnreadableBackup("The backup holds parts that this version does not know.");
}

function readManifest(read: unknown): Manifest {
	const { format } = z.object({ format: z.number() }).parse(read);
	if (format > FORMAT) {
		throw new UnreadableBackup(
			`The backup has format ${format}, and this version reads up to ${FORMAT}: use a newer one.`,
		);
	}
	return manifestShape.parse(read);
}

/**
 * The frames of a backup file, as they are read.
 *
 * @throws UnreadableBackup when the key is wrong or anything of it was changed.
 */
export async function* readArchive(file: AsyncIterable<Buffer>, backupKey: string): AsyncGenerator<Frame> {
	const opened = Readable.from(open(file, backupKey), { objectMode: false });
	const content = opened.pipe(createGunzip());
	opened.on("error", (error) => content.destroy(error));
	let held: Buffer = Buffer.alloc(0);
	let ended = false;
	for await (const part of content as AsyncIterable<Buffer>) {
		held = held.length === 0 ? part : Buffer.concat([held, part]);
		for (let size = frameSize(held); size !== null && held.length >= size; size = frameSize(held)) {
			const frame = decode(String.fromCharCode(held[0] ?? 0), held.subarray(5, size));
			held = held.subarray(size);
			ended = frame.kind === "Z";
			yield frame;
		}
	}
	if (!ended || held.length > 0) throw new UnreadableBackup("The backup is not whole.");
}

function frameSize(held: Buffer): number | null {
	return held.length < 5 ? null : 5 + held.readUInt32BE(1);
}
