/**
 * JSON documents that are frozen with a submission. JSON has no bigint: amounts in đồng are written as text, and read
 * back by their names, which end in `Dong` everywhere.
 */

export function freeze(value: unknown): string {
	return JSON.stringify(value, (_key, each) => (typeof each === "bigint" ? String(each) : each));
}

/** What `freeze` wrote, as the database's driver has parsed it. The type is what was frozen. */
export function thaw<Frozen>(json: unknown): Frozen {
	return thawed("", json) as Frozen;
}

function thawed(key: string, value: unknown): unknown {
	if (typeof value === "string") return key.endsWith("Dong") ? BigInt(value) : value;
	if (Array.isArray(value)) return value.map((each) => thawed(key, each));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, thawed(name, each)]));
}
