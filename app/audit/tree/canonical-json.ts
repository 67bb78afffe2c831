/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one way to write a JSON value down, so that equal values give equal bytes and a hash of them means the value: no
 * spaces, names sorted by their UTF-16 units, numbers and texts as ECMAScript writes them (RFC 8785).
 *
 * @throws RangeError for a number that JSON has no word for.
 */
export function canonicalJson(value: Json): string {
	if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} is no number of JSON`);
	if (value === null || typeof value !== "object") return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
	const members = Object.entries(value)
		// By UTF-16 units, as texts compare; no name is there twice.
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([name, member]: [string, Json]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
	return `{${members.join(",")}}`;
}
