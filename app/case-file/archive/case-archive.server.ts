import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Kysely } from "kysely";
import { ZipFile } from "yazl";
import { agreementDocument } from "#app/agreement/agreement-document.server.ts";
import { visibleAgreement } from "#app/agreement/agreement-page.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
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
 * All files of a case as one archive, made while it is sent: one file at a time is read, none is held longer than it
 * takes to leave. An index says what each is and its SHA-256. Each file is told of in the audit log before the first
 * byte leaves.
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

/** The agreement as it is today; nothing before the approval. */
async function agreementOf({ actor, db, locale, now }: CommandContext, found: ArchivedCase): Promise<ArchivedFile[]> {
	const { id, reference } = found;
	const agreement = await visibleAgreement(db, actor, reference);
	if (!agreement) return [];
	const bytes = await buffer(agreementDocument(agreement, locale));
	const file = {
		content: { bytes },
		kind: "agreement",
		reference,
		subject: { kind: "application", id } as const,
		fileName: `${reference}.pdf`,
		mediaType: "application/pdf",
		byteSize: BigInt(bytes.byteLength),
		sha256: createHash("sha256").update(bytes).digest("hex"),
		receivedAt: now,
	};
	return [file];
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
function addLazily(zip: ZipFile, db: Kysely<Tables>, { path, content, receivedAt }: Entry): void {
	const read = async () => {
		if ("bytes" in content) return content.bytes;
		const bytes = await unsafeReadFile(db, content.fileId);
		if (!bytes) throw new Error(`the file ${content.fileId} is not stored`);
		return bytes;
	};
	zip.addReadStreamLazy(path, { mtime: receivedAt, compress: false }, (done) => {
		read().then(
			(bytes) => done(null, Readable.from([bytes])),
			(error: Error) => done(error, Readable.from([])),
		);
	});
}
