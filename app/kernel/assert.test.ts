import { expect, test } from "vitest";
import { assert, assertNever } from "./assert.ts";

test("a kept promise passes, a broken one throws its own words", () => {
	expect(() => assert(true, "never seen")).not.toThrow();
	expect(() => assert(0, "the envelope has an account")).toThrow("the envelope has an account");
	expect(() => assertNever("stray" as never)).toThrow("stray");
});
