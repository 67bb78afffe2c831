/** Longer, and of more parts, than any address of ours with all that can stand in it. */
const MAX_LETTERS = 1_000;
const MAX_PARTS = 20;

/**
 * Whether a path can be one of ours at all. The router compares a path with each of its patterns, which read a row of
 * slashes once for each of them: that would cost the square of their number.
 *
 * @param path as the router reads it, without its query.
 */
export function isSanePath(path: string): boolean {
	return path.length <= MAX_LETTERS && !path.includes("//") && path.split("/").length <= MAX_PARTS + 1;
}
