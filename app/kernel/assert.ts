/** Throws when a promise of the code itself is broken: a mistake of ours, never of the person at the form. */
export function assert(condition: unknown, message: string): asserts condition {
	if (!condition) throw new Error(message);
}

/** For the last branch of a choice: does not compile while a case is forgotten, and throws if one slips through. */
export function assertNever(value: never): never {
	throw new Error(`Unexpected value: ${String(value)}`);
}
