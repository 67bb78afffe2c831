import { type Given, givenOf } from "#app/form/read-form.ts";
import { formatKilobytes } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { log } from "../log.server.ts";
import { bodyCame, currentLocale } from "../request-context.server.ts";

/** What a form may send: bytes on the wire, and fields; and how long its body may take. */
export type FormLimits = { maxBytes: number; maxFields: number; maxMs: number };

/** Ordinary forms; one that may honestly be longer says so where it is read. */
const FORM_LIMITS = { maxBytes: 64 * 1024, maxFields: 500 };

/** A minute, and a second for each kilobyte: the slowest mobile link is twice as fast. */
const msFor = (maxBytes: number) => 60_000 + maxBytes;

/** A form up to this many times too long is still read, so that the answer can give back what was typed. */
const READ_TIMES = 4;

/** A body that is not taken, and why in words. What could be read of it comes along, to be given back. */
export class FormRefused extends Error {
	constructor(
		readonly status: 400 | 408 | 413 | 415 | 503,
		readonly sentence: string,
		/** All that was typed; null where it was not read to its end. */
		readonly given: Given | null = null,
		/** Which form of the page it was, where a page has several. */
		readonly form?: string,
	) {
		super(`form refused with ${status}`);
		this.name = "FormRefused";
	}
}

/**
 * At most `most` bytes of a body, counted as they come: a length that is announced may be wrong or missing. What lies
 * beyond is never read into memory.
 *
 * @throws FormRefused when it takes longer than `maxMs`.
 */
export async function bytesOf(
	request: Request,
	most: number,
	maxMs = msFor(most),
): Promise<{ bytes: Buffer; whole: boolean }> {
	const chunks: Uint8Array[] = [];
	let byteSize = 0;
	let isLate = false;
	const reader = request.body?.getReader();
	const giveUp = () => void reader?.cancel().catch(() => undefined);
	const clock = setTimeout(() => {
		isLate = true;
		giveUp();
	}, maxMs);
	try {
		for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
			chunks.push(next.value);
			byteSize += next.value.byteLength;
			if (byteSize > most) {
				giveUp();
				return { bytes: Buffer.concat(chunks, most), whole: false };
			}
		}
	} finally {
		clearTimeout(clock);
	}
	if (isLate) throw new FormRefused(408, m.house_too_slow());
	return { bytes: Buffer.concat(chunks, byteSize), whole: true };
}

/**
 * As browsers write it: one boundary, of the letters and the length that RFC 2046 (5.1.1) has. Where two stood, this and
 * the parser could take different ones; and the parser compares a long one with every place of the body.
 */
const MULTIPART = /^multipart\/form-data *; *boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'+./-]{1,70})) *$/i;

/** What stands between the parts of a form with files; null where it is no such form, or not as a browser sends it. */
export function boundaryOf(request: Request): string | null {
	const found = MULTIPART.exec(request.headers.get("Content-Type") ?? "");
	return found ? (found[1] ?? found[2] ?? null) : null;
}

type Kind = { type: "urlencoded" } | { type: "multipart"; boundary: string } | null;

function kindOf(request: Request): Kind {
	const header = request.headers.get("Content-Type") ?? "";
	const [type = ""] = header.split(";", 1);
	if (type.trim().toLowerCase() === "application/x-www-form-urlencoded") return { type: "urlencoded" };
	const boundary = boundaryOf(request);
	return boundary === null ? null : { type: "multipart", boundary };
}

/** How many fields a body holds, counted before anything is made of them. */
function countFields(bytes: Buffer, kind: NonNullable<Kind>): number {
	const mark = kind.type === "urlencoded" ? "&" : `--${kind.boundary}`;
	let marks = 0;
	for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) marks++;
	// A mark stands between two fields, or around every part.
	return kind.type === "urlencoded" ? marks + 1 : marks - 1;
}

/**
 * The form data of a request.
 *
 * @throws FormRefused when the body is too long, has too many fields, or is not what a form sends.
 */
export async function formDataOf(request: Request, limits: Partial<FormLimits> = {}): Promise<FormData> {
	const { maxBytes, maxFields } = { ...FORM_LIMITS, ...limits };
	const maxMs = limits.maxMs ?? msFor(maxBytes);
	// A browser packs no form, and what is packed may hide any length.
	if (request.headers.has("Content-Encoding")) throw new FormRefused(415, m.house_body_type());
	const { bytes, whole } = await bytesOf(request, READ_TIMES * maxBytes, maxMs).catch((error: unknown) => {
		if (error instanceof FormRefused) throw error;
		log.info({ err: error }, "a body broke off");
		throw new FormRefused(400, m.house_body_unreadable());
	});
	await bodyCame();
	if (bytes.length === 0) return new FormData();
	const kind = kindOf(request);
	if (!kind) throw new FormRefused(415, m.house_body_type());
	if (!whole) {
		const announced = Number(request.headers.get("Content-Length"));
		throw new FormRefused(413, tooLong(announced, maxBytes), null, formNamed(bytes, kind));
	}
	const count = countFields(bytes, kind);
	if (count > maxFields) throw new FormRefused(413, m.house_body_fields({ count, max: maxFields }));
	const formData = await parsed(request, bytes);
	if (bytes.length <= maxBytes) return formData;
	const given = givenOf(formData);
	throw new FormRefused(413, tooLong(bytes.length, maxBytes), given, String(given.form ?? "") || undefined);
}

async function parsed(request: Request, bytes: Buffer): Promise<FormData> {
	const type = request.headers.get("Content-Type") ?? "";
	try {
		return await new Response(new Uint8Array(bytes), { headers: { "Content-Type": type } }).formData();
	} catch (error) {
		log.info({ err: error }, "unreadable body");
		throw new FormRefused(400, m.house_body_unreadable());
	}
}

/** Which of a page's forms it was: its name is the first of its fields. */
function formNamed(start: Buffer, kind: NonNullable<Kind>): string | undefined {
	if (kind.type !== "urlencoded") return undefined;
	return new URLSearchParams(start.subarray(0, 1_000).toString("latin1")).get("form") ?? undefined;
}

// A length that was only announced is said, and never relied on.
function tooLong(byteSize: number, maxBytes: number): string {
	const locale = currentLocale();
	const limit = formatKilobytes(maxBytes, locale);
	if (!(byteSize > maxBytes)) return m.house_body_too_large({ limit });
	const [size, over] = [byteSize, byteSize - maxBytes].map((bytes) => formatKilobytes(bytes, locale));
	return m.house_body_too_large_by({ size: size ?? "", limit, over: over ?? "" });
}
