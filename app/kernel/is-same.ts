/** Whether a row holds already what is to be written over it: then nothing changes, and nothing is told. */
export function isSame<After extends object>(
	before: { [Column in keyof After]: unknown } | undefined,
	after: After,
): boolean {
	const columns = Object.keys(after) as (keyof After)[];
	return before !== undefined && columns.every((column) => before[column] === after[column]);
}
