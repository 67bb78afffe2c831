import { MaxFileSizeExceededError, MaxTotalSizeExceededError, parseFormData } from "@remix-run/form-data-parser";
import type { z } from "zod";
import { type Given, readForm } from "#app/form/read-form.ts";
import { formatMegabytes } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { MAX_UPLOAD_BYTES, type UploadType, uploadTypeOf } from "./files.server.ts";
import { log } from "./log.server.ts";
import { currentLocale } from "./request-context.server.ts";

export type Upload = { fileName: string; bytes: Uint8Array; mediaType: UploadType };

export type ReadUpload<Output> =
	| { ok: true; data: Output; upload: Upload; given: Given }
	| { ok: false; fieldErrors: Record<string, string>; given: Given };

/** A little more than the limit is read, so that the answer can say how big the file is and keep the other fields. */
const READ_BYTES = 2 * MAX_UPLOAD_BYTES;
const OTHER_FIELDS_BYTES = 64 * 1024;

/**
 * Reads a multipart form that carries one file in the field `file`: PDF, PNG or JPEG by its bytes, at most 10 MB. What is
 * wrong with the file is an error of that field; pass it to `invalid` like any other.
 *
 * @throws a 400 Response when the body is not what a form sends.
 */
export async function readUpload<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
): Promise<ReadUpload<z.output<Schema>>> {
	const formData = await multipartOf(request);
	if (formData === "too-large") {
		return { ok: false, fieldErrors: { file: tooLarge(Number(request.headers.get("Content-Length"))) }, given: {} };
	}
	const read = readForm(schema, formData);
	const file = await fileOf(formData.get("file"));
	if (read.ok && file.ok) return { ok: true, data: read.data, upload: file.upload, given: read.given };
	const fieldErrors = read.ok ? {} : read.fieldErrors;
	return { ok: false, fieldErrors: file.ok ? fieldErrors : { ...fieldErrors, file: file.error }, given: read.given };
}

async function multipartOf(request: Request): Promise<FormData | "too-large"> {
	if (Number(request.headers.get("Content-Length")) > READ_BYTES + OTHER_FIELDS_BYTES) return "too-large";
	try {
		const limits = {
			maxFiles: 1,
			maxParts: 20,
			maxFileSize: READ_BYTES,
			maxTotalSize: READ_BYTES + OTHER_FIELDS_BYTES,
		};
		return await parseFormData(request, limits);
	} catch (error) {
		if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError) return "too-large";
		log.info({ err: error }, "unreadable upload");
		throw new Response(m.house_body_unreadable(), { status: 400 });
	}
}

// Rounded up: "10 MB, the limit is 10 MB" would explain nothing.
function tooLarge(byteSize: number): string {
	const tenth = 104_857.6;
	const limit = formatMegabytes(MAX_UPLOAD_BYTES, currentLocale());
	return m.house_upload_too_large({
		size: formatMegabytes(Math.ceil(byteSize / tenth) * tenth, currentLocale()),
		limit,
	});
}

async function fileOf(
	file: FormDataEntryValue | null,
): Promise<{ ok: true; upload: Upload } | { ok: false; error: string }> {
	if (!(file instanceof File) || file.size === 0) return { ok: false, error: m.house_upload_missing() };
	if (file.size > MAX_UPLOAD_BYTES) return { ok: false, error: tooLarge(file.size) };
	const bytes = new Uint8Array(await file.arrayBuffer());
	const mediaType = uploadTypeOf(bytes);
	if (!mediaType) return { ok: false, error: m.house_upload_wrong_type() };
	return { ok: true, upload: { fileName: safeFileName(file.name), bytes, mediaType } };
}

/** The last part of the name, without characters that lead elsewhere or cannot be shown; the end keeps the extension. */
function safeFileName(name: string): string {
	const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
	return (
		last
			.replace(/[\p{Control}\p{Format}]/gu, "")
			.trim()
			.slice(-150) || "file"
	);
}
