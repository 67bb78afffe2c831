import { MaxFileSizeExceededError, MaxTotalSizeExceededError, parseFormData } from "@remix-run/form-data-parser";
import type { z } from "zod";
import { type Given, readForm } from "#app/form/read-form.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { boundaryOf, FormRefused } from "./body/form-body.server.ts";
import { atPace } from "./body/paced-body.server.ts";
import { safeFileName } from "./file-names.ts";
import { MAX_UPLOAD_BYTES } from "./files.server.ts";
import { queueForEach } from "./limits/bounded-queue.ts";
import { networkOfVisitor } from "./limits/network.server.ts";
import { log } from "./log.server.ts";
import { bodyCame, currentLocale, requestContext } from "./request-context.server.ts";
import { type InfectedFile, scanUpload } from "./scan/scan-upload.server.ts";
import { type UploadFault, type UploadType, uploadFaultOf, uploadTypeOf } from "./upload-kinds.ts";

/** What a form takes. */
export type UploadKinds<MediaType extends string> = {
	maxBytes: number;
	/** Tells the kind by the bytes; null for what is not taken. */
	mediaTypeOf: (bytes: Uint8Array) => MediaType | null;
	/** Why these bytes are not taken, and what to send instead. */
	wrongType: (bytes: Uint8Array) => string;
	/** How many fields may travel with the file; 20 unless given. */
	maxParts?: number;
};

const faults: Record<UploadFault, () => string> = {
	heic: m.house_upload_heic,
	locked: m.house_upload_locked,
	broken: m.house_upload_broken,
};

const documents: UploadKinds<UploadType> = {
	maxBytes: MAX_UPLOAD_BYTES,
	mediaTypeOf: (bytes) => (uploadFaultOf(bytes) === null ? uploadTypeOf(bytes) : null),
	wrongType: (bytes) => {
		const fault = uploadFaultOf(bytes);
		return fault === null ? m.house_upload_wrong_type() : faults[fault]();
	},
};

export type Upload<MediaType extends string = UploadType> = {
	fileName: string;
	bytes: Uint8Array;
	mediaType: MediaType;
};

export type ReadUpload<Output, MediaType extends string = UploadType> =
	| { ok: true; data: Output; upload: Upload<MediaType>; given: Given }
	| {
			ok: false;
			fieldErrors: Record<string, string>;
			given: Given;
			/** What was sent where nothing is wrong but that no file was chosen. */
			withoutFile?: Output;
	  };

/** A little more than the limit is read, so that the answer can say how big the file is and keep the other fields. */
const readBytesOf = ({ maxBytes }: { maxBytes: number }) => 2 * maxBytes;
/** Of several files together. */
const READ_BYTES = readBytesOf(documents);
const OTHER_FIELDS_BYTES = 64 * 1024;

/** Reads the upload of a document: PDF, PNG or JPEG by its bytes, at most 10 MB. */
export function readUpload<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	tellInfected: (file: InfectedFile) => Promise<void>,
): Promise<ReadUpload<z.output<Schema>>> {
	return readUploadOf(documents, request, schema, tellInfected);
}

/**
 * Reads a multipart form that carries one file in the field `file`, and has it scanned for malware. What is wrong with the
 * file is an error of that field; pass it to `invalid` like any other.
 *
 * @param tellInfected tells the audit log of a file with malware: `infectedTold(ctx)`.
 * @throws FormRefused when the body is not what a form with a file sends.
 */
export async function readUploadOf<MediaType extends string, Schema extends z.ZodType>(
	kinds: UploadKinds<MediaType>,
	request: Request,
	schema: Schema,
	tellInfected: (file: InfectedFile) => Promise<void>,
): Promise<ReadUpload<z.output<Schema>, MediaType>> {
	const formData = await multipartOf(request, { maxParts: kinds.maxParts ?? 20, maxBytes: readBytesOf(kinds) });
	if (formData === "too-large") {
		const byteSize = Number(request.headers.get("Content-Length"));
		return { ok: false, fieldErrors: { file: tooLarge(byteSize, kinds.maxBytes) }, given: {} };
	}
	assertShortTexts(formData);
	const read = readForm(schema, formData);
	const file = await fileOf(kinds, formData.get("file"));
	if (read.ok && file.ok) {
		const error = await scanUpload(file.upload, tellInfected);
		if (error) return { ok: false, fieldErrors: { file: error }, given: read.given };
		return { ok: true, data: read.data, upload: file.upload, given: read.given };
	}
	const fieldErrors = { ...(read.ok ? {} : read.fieldErrors), ...(file.ok ? {} : { file: file.error }) };
	const withoutFile = read.ok && !isChosen(formData.get("file")) ? read.data : undefined;
	return { ok: false, fieldErrors, given: read.given, withoutFile };
}

/** One of several files of a form: the field that it was chosen in, and what is wrong with it. */
export type ChosenFile = { field: string; fileName: string } & (
	| { ok: true; upload: Upload }
	| { ok: false; error: string }
);

/** How many files a page may send together; their bytes together stay below what is read of one form. */
const MAX_FILES = 40;

/**
 * Reads a multipart form with the files of several fields, each PDF, PNG or JPEG by its bytes and at most 10 MB. What is
 * wrong with one of them is told with it. Fields in which nothing was chosen are left out.
 *
 * @throws FormRefused when the body is not what such a form sends, or its files are too big together.
 */
export async function readUploads<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	tellInfected: (file: InfectedFile) => Promise<void>,
) {
	const formData = await multipartOf(request, { maxParts: 2 * MAX_FILES, maxFiles: MAX_FILES, maxBytes: READ_BYTES });
	if (formData === "too-large") {
		throw new FormRefused(413, m.house_upload_all_too_large({ limit: formatMegabytes(READ_BYTES, currentLocale()) }));
	}
	assertShortTexts(formData);
	const files: ChosenFile[] = [];
	for (const [field, value] of formData.entries()) {
		if (!isChosen(value)) continue;
		const file = await fileOf(documents, value);
		const infected = file.ok ? await scanUpload(file.upload, tellInfected) : null;
		files.push({ field, fileName: value.name, ...(infected ? { ok: false, error: infected } : file) });
	}
	return { ...readForm(schema, formData), files };
}

/** A form with a file. */
export function isMultipart(request: Request): boolean {
	return /^multipart\/form-data\s*;/i.test(request.headers.get("Content-Type") ?? "");
}

const tooMany = () => new FormRefused(503, m.house_uploads_at_once());

/** At once from one site; each takes up to 17 MB of memory while it comes, however slowly. */
const receivingOfSite = queueForEach(8, 20, tooMany);

/** And of one person, from wherever, who so takes few of their site's places: a page sends its files one after the other. */
const receivingOfPerson = queueForEach(2, 7, tooMany);

function inTurn<Result>(receive: () => Promise<Result>): Promise<Result> {
	const personId = requestContext.getStore()?.personId;
	const ofSite = () => receivingOfSite(networkOfVisitor(48), receive);
	return personId === undefined ? ofSite() : receivingOfPerson(personId, ofSite);
}

async function multipartOf(
	request: Request,
	{ maxParts, maxFiles = 1, maxBytes }: { maxParts: number; maxFiles?: number; maxBytes: number },
): Promise<FormData | "too-large"> {
	if (boundaryOf(request) === null) throw new FormRefused(415, m.house_body_type());
	const maxTotalSize = maxBytes + OTHER_FIELDS_BYTES;
	if (Number(request.headers.get("Content-Length")) > maxTotalSize) return "too-large";
	let formData: FormData;
	let wasSlow = () => false;
	try {
		const limits = { maxFiles, maxParts, maxFileSize: maxBytes, maxTotalSize };
		formData = await inTurn(() => {
			const paced = atPace(request);
			wasSlow = paced.wasSlow;
			return parseFormData(paced.request, limits);
		});
	} catch (error) {
		if (wasSlow()) throw new FormRefused(408, m.house_too_slow());
		if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError) return "too-large";
		if (error instanceof FormRefused) throw error;
		log.info({ err: error }, "unreadable upload");
		throw new FormRefused(400, m.house_body_unreadable());
	}
	await bodyCame();
	return formData;
}

/** What travels with the file is short; a text as long as a file is nothing that a form sends. */
function assertShortTexts(formData: FormData): void {
	let characters = 0;
	for (const value of formData.values()) if (typeof value === "string") characters += value.length;
	if (characters > OTHER_FIELDS_BYTES) throw new FormRefused(413, m.house_body_unreadable());
}

// Rounded up: "10 MB, the limit is 10 MB" would explain nothing.
function tooLarge(byteSize: number, maxBytes: number): string {
	const tenth = 104_857.6;
	const limit = formatMegabytes(maxBytes, currentLocale());
	return m.house_upload_too_large({
		size: formatMegabytes(Math.ceil(byteSize / tenth) * tenth, currentLocale()),
		limit,
	});
}

/** Browsers send a field in which nothing was chosen as a file without name and bytes. */
function isChosen(value: FormDataEntryValue | null): value is File {
	return value instanceof File && (value.size > 0 || value.name !== "");
}

async function fileOf<MediaType extends string>(
	kinds: UploadKinds<MediaType>,
	file: FormDataEntryValue | null,
): Promise<{ ok: true; upload: Upload<MediaType> } | { ok: false; error: string }> {
	// Without a file chosen, a browser sends one without a name.
	if (!(file instanceof File) || (file.size === 0 && file.name === "")) {
		return { ok: false, error: m.house_upload_missing() };
	}
	if (file.size === 0) return { ok: false, error: m.house_upload_empty() };
	if (file.size > kinds.maxBytes) return { ok: false, error: tooLarge(file.size, kinds.maxBytes) };
	const bytes = new Uint8Array(await file.arrayBuffer());
	const mediaType = kinds.mediaTypeOf(bytes);
	if (!mediaType) return { ok: false, error: kinds.wrongType(bytes) };
	return { ok: true, upload: { fileName: safeFileName(file.name, mediaType), bytes, mediaType } };
}
