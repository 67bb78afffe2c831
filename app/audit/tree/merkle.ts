import { createHash } from "node:crypto";

/*
 * A Merkle tree that only grows, with the hashing of RFC 9162, 2.1: what is a leaf cannot be taken for what joins two.
 */

const HASH_BYTES = 32;
const [LEAF, NODE] = [Buffer.from([0]), Buffer.from([1])];

function sha256(...parts: Uint8Array[]): Buffer {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part);
	return hash.digest();
}

/** The hash of an entry's bytes. */
export function leafHash(data: Uint8Array): Buffer {
	return sha256(LEAF, data);
}

/** How many leaves there are, and the roots of the full subtrees that they make, from left to right. */
export type Tree = { size: number; peaks: readonly Buffer[] };

export const emptyTree: Tree = { size: 0, peaks: [] };

/** The tree with one more leaf on its right. */
export function withLeaf({ size, peaks }: Tree, leaf: Buffer): Tree {
	const left = [...peaks];
	let joined = leaf;
	// Each full subtree on the right that is as large as what came is joined with it, as a counter carries its ones.
	for (let count = size; count % 2 === 1; count = Math.floor(count / 2)) {
		joined = sha256(NODE, left.pop() ?? Buffer.alloc(0), joined);
	}
	return { size: size + 1, peaks: [...left, joined] };
}

/** The hash that stands for all leaves in their order. */
export function rootOf({ peaks }: Tree): Buffer {
	const [last, ...before] = peaks.toReversed();
	if (!last) return sha256();
	return before.reduce((right, left) => sha256(NODE, left, right), last);
}

export function packPeaks({ peaks }: Tree): Buffer {
	return Buffer.concat(peaks);
}

/** The tree of which `packPeaks` kept the peaks. */
export function unpackTree(size: number, packed: Buffer): Tree {
	const peaks = Array.from({ length: packed.byteLength / HASH_BYTES }, (_, at) =>
		packed.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
	);
	return { size, peaks };
}
