import { expect, test } from "vitest";
import { afterSignIn, entranceOf, safePath } from "./entrance.ts";

test.each([
	["/review/HS-2026-000001?tab=2", "/review/HS-2026-000001?tab=2"],
	["//evil.example", "/"],
	["/\\evil.example", "/"],
	["https://evil.example", "/"],
	["javascript:alert(1)", "/"],
	["", "/"],
])("a sign-in link to %s leads to %s", (to, expected) => {
	expect(safePath(to, "/")).toBe(expected);
});

test("the kept form comes along to the page that it was typed on", () => {
	expect(afterSignIn("?to=%2Fbusiness%2Ffigures&kept=abc", "/business")).toBe("/business/figures?kept=abc");
	expect(afterSignIn("?to=%2Freview%3Fq%3D1&kept=abc", "/review")).toBe("/review?q=1&kept=abc");
	expect(afterSignIn("", "/finance")).toBe("/finance");
});

test("each role has its own first page, and an owner the business", () => {
	expect(entranceOf({ roles: [{ role: "finance_officer", scopeId: "" }] })).toBe("/finance");
	expect(entranceOf({ roles: [] })).toBe("/business");
});
