/**
 * The value that stands under a name in a record itself, never one that every object has: `record["constructor"]` is a
 * function, whatever the record holds. For names that come from outside: files, forms, links, rows of other versions.
 */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
	return Object.hasOwn(record, name) ? record[name] : undefined;
}
