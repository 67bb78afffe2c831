import { expect, test } from "vitest";
import { afterSignIn, cameFrom, entranceOf, safePath } from "./entrance.ts";

test.each([
	["/review/HS-2026-000001?tab=2", "/review/HS-2026-000001?tab=2"],
	["//evil.example", "/"],
	["/\\evil.example", "/"],
	["/\t/evil.example", "/"],
	["/\n/evil.example", "/"],
	["/\r\n/evil.example", "/"],
	["\t//evil.example", "/"],
	[" /evil.example", "/"],
	["/a\tb", "/"],
	["/\u0000", "/"],
	["/\u0085x", "/"],
	["/..//evil.example", "/"],
	["/.//evil.example", "/"],
	["/x/..//evil.example", "/"],
	["/%2e%2e//evil.example", "/"],
	["/..\\evil.example", "/"],
	["/%2F/evil.example", "/"],
	["/%2f%2fevil.example", "/"],
	["/%5Cevil.example", "/"],
	["/%09/evil.example", "/"],
	["/x%0d%0aSet-Cookie:a=b", "/"],
	["/%ff", "/"],
	["///evil.example", "/"],
	[`/?${"a".repeat(2_000)}`, "/"],
	["http:/evil.example", "/"],
	["http:evil.example", "/"],
	["/@evil.example", "/@evil.example"],
	["/review/../finance", "/finance"],
	["/hồ-sơ?q=tìm#phần", "/h%E1%BB%93-s%C6%A1?q=t%C3%ACm#ph%E1%BA%A7n"],
	["/review?search=a%0ab&to=//x", "/review?search=a%0ab&to=//x"],
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
	expect(afterSignIn("?to=%2Fapplications%2FHS-1%2Fdocuments&unkept=yes", "/business")).toBe(
		"/applications/HS-1/documents?unsent=yes",
	);
});

test("each role has its own first page, and an owner the business", () => {
	expect(entranceOf({ roles: [{ role: "finance_officer", scopeId: "" }] })).toBe("/finance");
	expect(entranceOf({ roles: [] })).toBe("/business");
});

test.each([
	["?to=/applications/HS-2026-000007/check", "/applications/HS-2026-000007/check"],
	["", "/business"],
	["?to=//elsewhere.example", "/business"],
	["?to=https://elsewhere.example/", "/business"],
])("a page opened with %j leads back to %s", (query, expected) => {
	expect(cameFrom(new Request(`https://donbay.example/business/figures${query}`), "/business")).toBe(expected);
});
