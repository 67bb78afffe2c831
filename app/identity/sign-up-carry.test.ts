import { expect, test } from "vitest";
import { readCarry, withCarry } from "./sign-up-carry.server.ts";

const carry = { visitor: "khách".repeat(5), check: '{"section":"C"}', to: "/applications/new" };

test("what is carried comes out again, and is not to be read on the way", () => {
	const link = withCarry("ma-thong-bao", carry);
	expect(link).not.toContain(carry.visitor);
	expect(link).not.toContain("applications");
	expect(readCarry(link)).toEqual({ token: "ma-thong-bao", carry });
});

test("it opens with the token that it was made for, and not with another", () => {
	const [, sealed] = withCarry("one", carry).split(".");
	expect(readCarry(`other.${sealed}`)).toEqual({ token: "other", carry: { visitor: null, check: null, to: null } });
});

test("a link that carries nothing is its token, and what is too long stays behind", () => {
	expect(withCarry("one", { visitor: null, check: null, to: null })).toBe("one");
	expect(withCarry("one", { ...carry, to: `/${"a".repeat(400)}` })).toBe("one");
	expect(readCarry("one.%%%").carry.to).toBeNull();
});
