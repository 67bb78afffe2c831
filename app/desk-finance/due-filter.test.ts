import { expect, test } from "vitest";
import { dueQuery, filterDue } from "./due-filter.ts";

const due = [
	{ claim: "DN-1", programmeId: "a", associationId: "x" },
	{ claim: "DN-2", programmeId: "a", associationId: "y" },
	{ claim: "DN-3", programmeId: "b", associationId: "y" },
];

test.each([
	[{}, ["DN-1", "DN-2", "DN-3"]],
	[{ programme: "", association: "" }, ["DN-1", "DN-2", "DN-3"]],
	[{ programme: "a" }, ["DN-1", "DN-2"]],
	[{ association: "y" }, ["DN-2", "DN-3"]],
	[{ programme: "a", association: "y" }, ["DN-2"]],
	[{ programme: "of nobody" }, []],
])("%j lets through %j", (asked, claims) => {
	expect(filterDue(due, dueQuery.parse(asked)).map(({ claim }) => claim)).toEqual(claims);
});
