import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { givenOf } from "./read-form.ts";

/** The names of the fields that a page has for passwords and one-time codes, as it tells the browser. */
function secretFieldsOf(source: string): string[] {
	const secret = /autoComplete="(?:current-password|new-password|one-time-code)"|type="password"/;
	const elements = source.match(/<\w+(?:\s+[\w-]+(?:=(?:"[^"]*"|\{[^}]*\}))?)*\s*\/?>/g) ?? [];
	return elements
		.filter((element) => secret.test(element))
		.map((element) => /\bname="([^"]+)"/.exec(element)?.[1] ?? "");
}

test("what a page asks for as a secret is never given back, nor kept for after signing in", () => {
	const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
	const names = files.flatMap((file) => secretFieldsOf(readFileSync(join("app", file), "utf8")));
	expect(new Set(names)).toContain("currentPassword");
	expect(names.length).toBeGreaterThan(10);
	const sent = new FormData();
	for (const name of names) sent.append(name, "a secret");
	expect(givenOf(sent)).toEqual({});
});
