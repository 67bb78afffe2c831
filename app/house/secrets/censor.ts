/*
 * What a log line must not hold, whoever wrote it and however deep it lies: passwords, tokens, cookies, codes, account
 * numbers, the queries of links, the parameters of SQL. Names are judged first, then the shape of texts.
 */

const HIDDEN = "(hidden)";

const SECRET_NAME =
	/passw|pwd|secret|token|cookie|authori[sz]ation|apikey|encryptionkey|privatekey|accountnumber|cardnumber|iban|totp|otp$|backupcode|^kept|sessionid|payload|parameters|^params$|^query$|search$/;

/** Codes of errors are kept (`23505`, `ECONNREFUSED`); a code that a person was given is not. */
const ERROR_CODE = /^([0-9A-Z]{5}|[A-Z][A-Z]+(_[A-Z0-9]+)*)$/;

/** What of an error is of use to who reads the log; the rest may hold rows and parameters ("Failing row contains …"). */
const ERROR_FIELDS = ["code", "errno", "syscall", "severity", "schema", "table", "column", "constraint", "routine"];
const MORE_ERROR_FIELDS = ["status", "statusCode", "responseCode", "room", "facts"];

function isSecretName(name: string): boolean {
	return SECRET_NAME.test(name.toLowerCase().replace(/[^a-z0-9]/g, ""));
}

const replacements: readonly [RegExp, string][] = [
	// https://user:password@host
	[/(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g, `$1${HIDDEN}`],
	// The query and the fragment of an address hold tokens, codes and names of kept forms.
	[/([?&#;][\w.[\]-]+=)[^\s&#"'`<>]+/g, `$1${HIDDEN}`],
	[/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
	[/\b((?:set-)?cookie\s*(?:["']\s*)?[:=]\s*["']?)[^"'\s][^"'\n]*/gi, `$1${HIDDEN}`],
	[
		/((?:passw(?:or)?d|secret|token|authorization|api[_-]?key|account[_-]?number|otp|code)["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',;&)}\]]+)/gi,
		`$1${HIDDEN}`,
	],
	// Account numbers, as digits in a row or in groups.
	[/(?<![\w.-])\d(?:[ .]?\d){7,18}(?![\w-]|\.\d)/g, HIDDEN],
	// What no person writes: long, and of small and capital letters and digits (a UUID has no capitals). What Stripe calls
	// its events and transfers opens nothing, and is what one looks for there.
	[/(?<![\w-])(?!(?:evt|tr|trr|po|acct|req|re|we)_)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20,}/g, HIDDEN],
	[/(?<![\w-])[0-9a-f]{32,}(?![\w-])/gi, HIDDEN],
];

/** A text with whatever looks like a secret hidden. */
export function censorText(text: string): string {
	return replacements.reduce((censored, [shape, hidden]) => censored.replace(shape, hidden), text);
}

function censorError(error: Error, seen: WeakSet<object>): Record<string, unknown> {
	const fields = error as unknown as Record<string, unknown>;
	const kept: Record<string, unknown> = {
		type: error.constructor?.name ?? "Error",
		message: censorText(String(error.message)),
		stack: censorText(String(error.stack)),
	};
	for (const name of [...ERROR_FIELDS, ...MORE_ERROR_FIELDS]) {
		const value = Reflect.get(error, name);
		if (value !== undefined) Reflect.set(kept, name, censorField(name, value, seen));
	}
	if (error.cause !== undefined) kept.cause = censor(error.cause, seen);
	if (Array.isArray(fields.errors)) kept.errors = censor(fields.errors, seen);
	return kept;
}

function censorField(name: string, value: unknown, seen: WeakSet<object>): unknown {
	if (value === null || value === undefined || typeof value === "boolean") return value;
	if (isSecretName(name)) return HIDDEN;
	if (/^code$/i.test(name)) return ERROR_CODE.test(String(value)) ? value : HIDDEN;
	return censor(value, seen);
}

const SECRET_HEADER = /^[a-z_-]*(authorization|cookie|password|token|secret|api-?key)$/i;

/** Headers come as pairs and as one flat list (`rawHeaders`): what follows the name of a secret is one. */
function censorList(list: unknown[], seen: WeakSet<object>): unknown[] {
	return list.map((item, place) => {
		const before = list[place - 1];
		return typeof before === "string" && typeof item === "string" && SECRET_HEADER.test(before)
			? HIDDEN
			: censor(item, seen);
	});
}

function censorObject(value: object, seen: WeakSet<object>): unknown {
	if (value instanceof Error) return censorError(value, seen);
	if (Array.isArray(value)) return censorList(value, seen);
	if (value instanceof Date) return value;
	if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return "(bytes)";
	if (value instanceof URL) return censorText(value.href);
	if (value instanceof Set) return censorList([...value], seen);
	const named = value instanceof Map || value instanceof Headers || value instanceof FormData;
	const entries = named || value instanceof URLSearchParams ? [...value.entries()] : Object.entries(value);
	return Object.fromEntries(entries.map(([name, field]) => [name, censorField(String(name), field, seen)]));
}

/** The same thing with every secret in it hidden, at every depth, in errors and their causes too. */
export function censor(value: unknown, seen: WeakSet<object> = new WeakSet()): unknown {
	if (typeof value === "string") return censorText(value);
	if (typeof value === "function" || typeof value === "symbol") return `(${typeof value})`;
	if (typeof value !== "object" || value === null) return value;
	if (seen.has(value)) return "(seen above)";
	seen.add(value);
	return censorObject(value, seen);
}
