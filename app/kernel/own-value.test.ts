import { expect, test } from "vitest";
import { ownValue } from "./own-value.ts";

test("only what a record itself holds is found in it", () => {
	const record = { paid: 1, toString: 2 };
	expect(ownValue(record, "paid")).toBe(1);
	expect(ownValue<unknown>(record, "toString")).toBe(2);
	for (const name of ["constructor", "__proto__", "valueOf", "hasOwnProperty", ""])
		expect(ownValue(record, name), name).toBeUndefined();
});
