import { expect, test } from "vitest";
import { emptyTree, leafHash, packPeaks, rootOf, type Tree, unpackTree, withLeaf } from "./merkle.ts";

/** The test vectors of the reference implementation of Certificate Transparency: entries, and the root after each. */
const entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const roots = [
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const grown = (leaves: readonly Buffer[]) => leaves.reduce<Tree>(withLeaf, emptyTree);
const leaves = entries.map((entry) => leafHash(Buffer.from(entry, "hex")));

test("no leaf has the hash of nothing", () => {
	expect(rootOf(emptyTree).toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test.each(roots.map((root, at) => [at + 1, root]))("%i leaves have the root of the reference", (count, root) => {
	expect(rootOf(grown(leaves.slice(0, count))).toString("hex")).toBe(root);
});

test("a tree goes on from what was kept of it", () => {
	for (let kept = 0; kept <= leaves.length; kept++) {
		const before = grown(leaves.slice(0, kept));
		const after = leaves.slice(kept).reduce<Tree>(withLeaf, unpackTree(kept, packPeaks(before)));
		expect(rootOf(after)).toEqual(rootOf(grown(leaves)));
	}
});

test("another order is another root", () => {
	expect(rootOf(grown(leaves.toReversed()))).not.toEqual(rootOf(grown(leaves)));
});
