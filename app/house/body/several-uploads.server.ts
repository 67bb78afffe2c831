import { createHash } from "node:crypto";
import { z } from "zod";
import { readFileFieldName } from "#app/form/chosen-file.ts";
import { hiddenId } from "#app/form/fields.ts";
import type { FieldErrors } from "#app/form/read-form.ts";
import { m } from "#messages/messages.js";
import { asRefusal } from "../command/as-refusal.server.ts";
import { invalid } from "../http.server.ts";
import { log } from "../log.server.ts";
import { refusalText } from "../refusal-text.server.ts";
import { currentLocale } from "../request-context.server.ts";
import type { InfectedFile } from "../scan/scan-upload.server.ts";
import { readUploads, type Upload } from "../uploads.server.ts";

const uploadsForm = z.object({ uploadId: hiddenId() });

/** A file that was sent with the form of its page, and where it belongs. */
export type PlacedFile<Kind extends string> = Upload & {
	/** The same again when the page is sent again. */
	documentId: string;
	kind: Kind;
	lineId: string | null;
	replaces: string | null;
};

/** The id of the file at a place among those that were sent together. */
function documentIdOf(uploadId: string, at: number): string {
	const hash = createHash("sha256").update(`${uploadId} ${at}`).digest("hex");
	return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The place that a field names; null for what no page of ours has. */
function placeOf<Kind extends string>(field: string, kinds: readonly Kind[]) {
	const place = readFileFieldName(field);
	const kind = kinds.find((each) => each === place?.kind);
	return place && kind !== undefined ? { ...place, kind } : null;
}

/**
 * Keeps the files that were sent with the form of their page, where no script has sent them before. One that is refused
 * does not stop the others, which stay.
 *
 * @returns the failure with each file's own reason at its field, or null where nothing was refused.
 */
export async function receiveFiles<Kind extends string>(
	request: Request,
	kinds: readonly Kind[],
	tellInfected: (file: InfectedFile) => Promise<void>,
	keep: (file: PlacedFile<Kind>) => Promise<unknown>,
) {
	const read = await readUploads(request, uploadsForm, tellInfected);
	if (!read.ok) return invalid(read);
	const fieldErrors: FieldErrors = {};
	let received = 0;
	for (const [at, { field, fileName, ...file }] of read.files.entries()) {
		const place = placeOf(field, kinds);
		const documentId = documentIdOf(read.data.uploadId, at);
		const error = !place
			? m.house_field_unexpected()
			: file.ok
				? await refusalOf(() => keep({ ...file.upload, ...place, documentId }))
				: file.error;
		if (error === null) received++;
		else fieldErrors[field] = [fieldErrors[field], `${fileName}: ${error}`].filter(Boolean).join(" ");
	}
	if (Object.keys(fieldErrors).length === 0) return null;
	const failure = invalid({ ok: false, fieldErrors, given: read.given });
	return { ...failure, data: { ...failure.data, received } };
}

async function refusalOf(keep: () => Promise<unknown>): Promise<string | null> {
	try {
		await keep();
		return null;
	} catch (error) {
		const refusal = asRefusal(error);
		if (!refusal) throw error;
		log.info({ refusal: refusal.code }, "a file was refused");
		return refusalText(refusal, currentLocale());
	}
}
