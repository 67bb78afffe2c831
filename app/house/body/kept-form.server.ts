import { randomUUID } from "node:crypto";
import { type Given, givenOf } from "#app/form/read-form.ts";
import { now } from "../clock.server.ts";
import { db } from "../database.server.ts";
import { decryptText, encryptText } from "../secrecy.server.ts";
import { contextOf, sealedColumn } from "../secrets/sealed-store.server.ts";

const KEPT_HOURS = 24;

const sealedIn = { table: "kept_form", column: "fields", context: "kept_form", asText: true };

export const sealedForms = sealedColumn(sealedIn);

/**
 * Keeps what was posted while the session had ended, without secrets and files. Sealed, since it may hold an account
 * number. What is too old is forgotten at the same time. Returns the id under which the page finds it again.
 */
export async function keepForm(path: string, request: Request): Promise<string | null> {
	const formData = await request
		.clone()
		.formData()
		.catch(() => null);
	if (!formData) return null;
	const id = randomUUID();
	const keptAt = now();
	const sealed = encryptText(JSON.stringify(givenOf(formData)), sealContext(id)).toString("base64");
	await db.deleteFrom("keptForm").where("expiresAt", "<=", keptAt).execute();
	await db
		.insertInto("keptForm")
		.values({
			id,
			path,
			fields: JSON.stringify(sealed),
			keptAt,
			expiresAt: new Date(keptAt.getTime() + KEPT_HOURS * 3_600_000),
		})
		.execute();
	return id;
}

/** What was kept under this id for this path; null when it is unknown, of another page or too old. */
export async function findKeptForm(id: string, path: string): Promise<Given | null> {
	if (!/^[0-9a-f-]{36}$/.test(id)) return null;
	const row = await db
		.selectFrom("keptForm")
		.select("fields")
		.where("id", "=", id)
		.where("path", "=", path)
		.where("expiresAt", ">", now())
		.executeTakeFirst();
	return row ? JSON.parse(decryptText(Buffer.from(String(row.fields), "base64"), sealContext(id))) : null;
}

const sealContext = (id: string) => contextOf(sealedIn, id);
