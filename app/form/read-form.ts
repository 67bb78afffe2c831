import { z } from "zod";
import { cleanText } from "#app/kernel/text.ts";
import { m } from "#messages/messages.js";

/** What the person gave, as they typed it; a name given several times keeps all its values. */
export type Given = Record<string, string | string[]>;

/** Messages by field name, in the order of the form. */
export type FieldErrors = Record<string, string>;

export type ReadForm<Output> =
	| { ok: true; data: Output; given: Given }
	| { ok: false; fieldErrors: FieldErrors; given: Given };

// A value that the form cannot have sent (tampered, or from an old page) still gets a sentence in the person's language.
z.config({ customError: () => m.house_field_unexpected() });

function isPassword(name: string): boolean {
	return /password/i.test(name);
}

// Exactly `code` is a one-time code: a tax code or a ward's code is given back.
function isSecret(name: string): boolean {
	return name === "code" || isPassword(name);
}

type Fields = Map<string, [FormDataEntryValue, ...FormDataEntryValue[]]>;

/** How many names may stand in one, as in `lines.0.price`. */
const MAX_DEPTH = 6;
const UNSAFE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * The values of each field by its name, read in one pass: whoever asks a form for one name after the other goes through
 * the whole of it each time. Each text is cleaned, whatever its schema does with it; fields of one line make one of it. A
 * password is no text: each of its characters counts.
 */
function fieldsOf(formData: FormData): Fields {
	const fields: Fields = new Map();
	for (const [sent, value] of formData.entries()) {
		const name = sent.replaceAll("\0", "");
		if (name.split(".", MAX_DEPTH + 1).some((key) => UNSAFE_KEYS.has(key))) continue;
		const isText = typeof value === "string" && !isPassword(name);
		const clean = isText ? cleanText(value) : value;
		const values = fields.get(name);
		if (values) values.push(clean);
		else fields.set(name, [clean]);
	}
	return fields;
}

function givenIn(fields: Fields): Given {
	const given: Given = {};
	for (const [name, values] of fields) {
		if (isSecret(name)) continue;
		const texts = values.filter((value) => typeof value === "string");
		const [first, second] = texts;
		if (first !== undefined) given[name] = second === undefined ? first : texts;
	}
	return given;
}

/** The text fields of a form; files and secrets are never given back to a page. */
export function givenOf(formData: FormData): Given {
	return givenIn(fieldsOf(formData));
}

type Tree = { [key: string]: Tree | FormDataEntryValue | FormDataEntryValue[] };

/** `lines.0.price` becomes `{ lines: [{ price }] }`; a level whose keys are all numbers becomes a list. */
function nest(fields: Fields): unknown {
	const root: Tree = Object.create(null);
	for (const [name, values] of fields) {
		const path = name.split(".", MAX_DEPTH + 1);
		if (path.length > MAX_DEPTH) continue;
		let level: Tree = root;
		for (const key of path.slice(0, -1)) {
			const next = level[key];
			if (typeof next !== "object" || Array.isArray(next) || next instanceof File) level[key] = Object.create(null);
			level = level[key] as Tree;
		}
		level[path.at(-1) ?? name] = values.length === 1 ? values[0] : values;
	}
	return listed(root);
}

function listed(value: Tree | FormDataEntryValue | FormDataEntryValue[]): unknown {
	if (typeof value !== "object" || Array.isArray(value) || value instanceof File) return value;
	const keys = Object.keys(value);
	if (keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key))) {
		return keys.sort((a, b) => Number(a) - Number(b)).map((key) => listed(value[key] as Tree));
	}
	return { ...Object.fromEntries(keys.map((key) => [key, listed(value[key] as Tree)])) };
}

/** What a row of a list is called, by the name that forms give the list. */
const rowNames: Record<string, (row: { number: number }) => string> = {
	lines: m.house_row_line,
	invoices: m.house_row_invoice,
	providers: m.house_row_provider,
};

/**
 * The same messages, none twice: where rows of a list say the same, each says which row it is, because the summary leads
 * to places by their words.
 */
export function withRowsNamed(errors: FieldErrors): FieldErrors {
	const times = new Map<string, number>();
	for (const message of Object.values(errors)) times.set(message, (times.get(message) ?? 0) + 1);
	const named = Object.entries(errors).map(([name, message]) => {
		const [, list = "", at = ""] = /^(\w+)\.(\d+)\./.exec(name) ?? [];
		const row = rowNames[list]?.({ number: Number(at) + 1 });
		return [name, row === undefined || times.get(message) === 1 ? message : `${row}: ${message}`];
	});
	return Object.fromEntries(named);
}

/**
 * Reads a form with its schema: the same function in the browser and on the server, on the same FormData, in a time that
 * grows with the form and no faster. The first message of each field is kept.
 */
export function readForm<Schema extends z.ZodType>(schema: Schema, formData: FormData): ReadForm<z.output<Schema>> {
	const fields = fieldsOf(formData);
	const given = givenIn(fields);
	const parsed = schema.safeParse(nest(fields));
	if (parsed.success) return { ok: true, data: parsed.data, given };
	const fieldErrors: FieldErrors = {};
	for (const issue of parsed.error.issues) {
		const name = issue.path.map(String).join(".");
		fieldErrors[name] ??= issue.message;
	}
	return { ok: false, fieldErrors: withRowsNamed(fieldErrors), given };
}

/** The id of a field's element, for labels and for links from the error summary. */
export function fieldId(name: string): string {
	return `field-${name.replaceAll(".", "-")}`;
}
