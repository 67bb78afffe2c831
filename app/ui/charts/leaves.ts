/** Four leaves from the centre of a 48-unit square, in the order in which the levels fill them. */
export const LEAVES = [
	"M24 24Q24 5 3 3Q5 24 24 24Z",
	"M24 24Q24 5 45 3Q43 24 24 24Z",
	"M24 24Q24 43 45 45Q43 24 24 24Z",
	"M24 24Q24 43 3 45Q5 24 24 24Z",
] as const;
