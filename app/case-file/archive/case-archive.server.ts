import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Kysely } from "kysely";
import { ZipFile } from "yazl";
import { agreementFile } from "#app/agreement/agreement-file.server.ts";
import { visibleAgreement } from "#app/agreement/agreement-page.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { keptFileStream } from "#app/house/files.server.ts";
import { exportInTurn } from "#app/house/limits/document-queue.server.ts";
import { csvOf, type SheetColumn } from "#app/house/sheets.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { m } from "#messages/messages.js";
import { archivedKind, archiveNames } from "./archive-names.ts";
import type { ArchivedCase, ArchivedFile } from "./archived-files.server.ts";

type Entry = ArchivedFile & { path: string };

/**
 * All files of a case as one archive, made while it is sent: each file is read in pieces, no faster than they leave. An
 * index says what each is and its SHA-256. Each file is told of in the audit log before the first byte leaves.
 */
export function caseArchive(ctx: CommandContext, found: ArchivedCase): Promise<Readable> {
	const { actor, db, locale } = ctx;
	return exportInTurn(actor.personId, async () => {
		const agreement = await agreementOf(ctx, found);
		const entries = entriesOf([...agreement, ...found.files], locale);
		await inTransaction(db, async (trx) => {
			for (const { subject, reference: label, fileName } of entries) {
				await appendAudit(trx, ctx, { action: "file.read", subject: { ...subject, label }, facts: { fileName } });
			}
		});
		const zip = new ZipFile();
		const out = new PassThrough();
		zip.once("error", (error: Error) => out.destroy(error));
		zip.addBuffer(await indexOf(entries, locale), m.case_file_archive_index_file({}, { locale }));
		for (const entry of entries) addLazily(zip, db, entry);
		zip.end();
		// Whoever sends it tells why it ended early.
		pipeline(zip.outputStream, out).catch(() => undefined);
		return out;
	});
}

/** The agreement: as it came into force, or as it is today; nothing before the approval. */
async function agreementOf(ctx: CommandContext, found: ArchivedCase): Promise<ArchivedFile[]> {
	const { id, reference } = found;
	const agreement = await visibleAgreement(ctx.db, ctx.actor, reference);
	if (!agreement) return [];
	const file = await agreementFile(ctx, agreement);
	const content = "bytes" in file ? file : { fileId: file.fileId };
	const made = "bytes" in file ? ofBytes(file.bytes, ctx.now) : await ofCopy(ctx.db, file.fileId);
	const subject = { kind: "application", id } as const;
	const fileName = `${reference}.pdf`;
	return [{ ...made, content, kind: "agreement", reference, subject, fileName, mediaType: "application/pdf" }];
}

type Made = Pick<ArchivedFile, "byteSize" | "sha256" | "receivedAt">;

function ofBytes(bytes: Buffer, receivedAt: Date): Made {
	return { byteSize: BigInt(bytes.byteLength), sha256: createHash("sha256").update(bytes).digest("hex"), receivedAt };
}

function ofCopy(db: Kysely<Tables>, fileId: string): Promise<Made> {
	return db
		.selectFrom("storedFile")
		.select(["byteSize", "sha256", "storedAt as receivedAt"])
		.where("id", "=", fileId)
		.executeTakeFirstOrThrow();
}

/** One folder for the application and one for each claim. */
function entriesOf(files: readonly ArchivedFile[], locale: Locale): Entry[] {
	const folders = new Map<string, ArchivedFile[]>();
	for (const file of files) folders.set(file.reference, [...(folders.get(file.reference) ?? []), file]);
	return [...folders].flatMap(([reference, inside]) => {
		const names = archiveNames(inside, locale);
		return inside.map((file, at) => ({ ...file, path: `${reference}/${names[at]}` }));
	});
}

const columns = (locale: Locale): SheetColumn<Entry>[] => [
	{ head: m.case_file_archive_path({}, { locale }), kind: "text", cell: ({ path }) => path },
	{ head: m.case_file_archive_kind({}, { locale }), kind: "text", cell: ({ kind }) => archivedKind(kind, locale) },
	{ head: m.case_file_archive_of({}, { locale }), kind: "text", cell: ({ reference }) => reference },
	{ head: m.case_file_archive_name({}, { locale }), kind: "text", cell: ({ fileName }) => fileName },
	{
		head: m.case_file_archive_received({}, { locale }),
		kind: "text",
		cell: ({ receivedAt }) => formatDateTime(receivedAt, locale),
	},
	{ head: m.case_file_archive_bytes({}, { locale }), kind: "number", cell: ({ byteSize }) => byteSize },
	{ head: "SHA-256", kind: "text", cell: ({ sha256 }) => sha256 },
];

async function indexOf(entries: readonly Entry[], locale: Locale): Promise<Buffer> {
	const pieces: string[] = [];
	for await (const piece of csvOf(columns(locale), [entries])) pieces.push(piece);
	return Buffer.from(pieces.join(""));
}

/** Read when its turn comes. PDF and pictures are packed already. */
function addLazily(zip: ZipFile, db: Kysely<Tables>, { path, content, byteSize, receivedAt }: Entry): void {
	zip.addReadStreamLazy(path, { mtime: receivedAt, compress: false }, (done) => {
		const isMade = "bytes" in content;
		done(
			null,
			isMade ? Readable.from([content.bytes]) : keptFileStream(db, { ...content, byteSize: Number(byteSize) }),
		);
	});
}
