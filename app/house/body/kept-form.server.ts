import { randomBytes, randomUUID } from "node:crypto";
import { type Given, givenOf } from "#app/form/read-form.ts";
import { now } from "../clock.server.ts";
import { db } from "../database.server.ts";
import { countRate } from "../limits/rate-limit.server.ts";
import { publicUrl } from "../public-url.server.ts";
import { decryptText, encryptText, tokenHash } from "../secrecy.server.ts";
import { contextOf, sealedColumn } from "../secrets/sealed-store.server.ts";
import { FormRefused, formDataOf } from "./form-body.server.ts";

const KEPT_HOURS = 24;
const MAX_KEPT_BYTES = 64 * 1024;
/** What those bytes can be on the wire, where a letter with marks is nine bytes instead of three. */
const MAX_SENT_BYTES = 4 * MAX_KEPT_BYTES;

const sealedIn = { table: "kept_form", column: "fields", context: "kept_form", asText: true };

export const sealedForms = sealedColumn(sealedIn);

/** Whose form it is: the session that it was sent in, and its person; null where nobody knows any more who that was. */
export type Sender = { sessionToken: string; personId: string | null };

/** Where it is found again, and the cookie that makes this browser the only one that may have it. */
export type KeptForm = { id: string; setCookie: string };

function browserKeyOf(request: Request): string | null {
	return /(?:^|;\s*)kept_form=([0-9a-f]{64})(?:;|$)/.exec(request.headers.get("Cookie") ?? "")?.[1] ?? null;
}

/** The text fields as they are kept, or null where there is a file among them, or more than is kept. */
async function fieldsOf(request: Request): Promise<string | null> {
	try {
		const formData = await formDataOf(request, { maxBytes: MAX_SENT_BYTES });
		const fields = JSON.stringify(givenOf(formData));
		const hasFile = [...formData.values()].some((value) => typeof value !== "string" && value.size > 0);
		return hasFile || Buffer.byteLength(fields) > MAX_KEPT_BYTES ? null : fields;
	} catch (error) {
		if (error instanceof FormRefused) return null;
		throw error;
	}
}

/**
 * Keeps what was posted while the session had ended, without secrets, for the browser and the person that sent it: others
 * sign in at the same browser. Sealed, since it may hold an account number. What is too old is forgotten at the same time.
 *
 * @returns null where nobody knows whose it is, there is too much of it, a file among it, or too many were kept in this
 * session, or of this person, already.
 */
export async function keepForm(path: string, request: Request, sender: Sender): Promise<KeptForm | null> {
	const { personId, sessionToken } = sender;
	if (personId === null) return null;
	const fields = await fieldsOf(request);
	if (fields === null) return null;
	const ofSession = await countRate("kept-form", tokenHash(sessionToken).toString("hex"));
	if (!ofSession.allowed || !(await countRate("kept-form-person", personId)).allowed) return null;
	const id = randomUUID();
	const keptAt = now();
	const browserKey = browserKeyOf(request) ?? randomBytes(32).toString("hex");
	await db.deleteFrom("keptForm").where("expiresAt", "<=", keptAt).execute();
	await db
		.insertInto("keptForm")
		.values({
			id,
			path,
			browserHash: tokenHash(browserKey),
			personId,
			fields: JSON.stringify(encryptText(fields, sealContext(id)).toString("base64")),
			keptAt,
			expiresAt: new Date(keptAt.getTime() + KEPT_HOURS * 3_600_000),
		})
		.execute();
	const secure = publicUrl().startsWith("https:") ? "; Secure" : "";
	const setCookie = `kept_form=${browserKey}; Path=/; Max-Age=${KEPT_HOURS * 3_600}; SameSite=Lax; HttpOnly${secure}`;
	return { id, setCookie };
}

/**
 * What was kept under this id for this path, once: to the browser that sent it, and to the person in whose session it
 * was sent. Null when it is unknown, somebody else's, of another page or too old.
 */
export async function takeKeptForm(
	request: Request,
	{ id, path, personId }: { id: string; path: string; personId: string },
): Promise<Given | null> {
	const browserKey = browserKeyOf(request);
	if (!browserKey || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
	const row = await db
		.deleteFrom("keptForm")
		.where("id", "=", id)
		.where("path", "=", path)
		.where("browserHash", "=", tokenHash(browserKey))
		.where("personId", "=", personId)
		.where("expiresAt", ">", now())
		.returning("fields")
		.executeTakeFirst();
	return row ? openKeptForm(id, row.fields) : null;
}

/** What is sealed in a row. */
export function openKeptForm(id: string, fields: unknown): Given {
	return JSON.parse(decryptText(Buffer.from(String(fields), "base64"), sealContext(id)));
}

const sealContext = (id: string) => contextOf(sealedIn, id);
