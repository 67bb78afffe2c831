import { expect, test } from "vitest";
import { browserName } from "./browser-name.ts";
import { expiryOf, isRecent } from "./session.rules.ts";

const at = (text: string) => new Date(`2026-03-02T${text}:00Z`);

test.each([
	// Kind, signed in, last used, ends.
	["staff", at("01:00"), at("02:00"), at("06:00")],
	["staff", at("01:00"), at("12:00"), at("13:00")],
	["business", at("01:00"), at("02:00"), new Date("2026-03-04T02:00:00Z")],
	["business", new Date("2026-02-24T01:00:00Z"), at("02:00"), new Date("2026-03-03T01:00:00Z")],
	["half", at("01:00"), at("01:00"), at("01:10")],
] as const)("a session of %s that began %s and was used %s ends %s", (kind, signedInAt, used, ends) => {
	expect(expiryOf(kind, signedInAt, used)).toEqual(ends);
});

test("what was shown counts for fourteen minutes and 59 seconds", () => {
	expect(isRecent(at("01:00"), new Date(at("01:15").getTime() - 1))).toBe(true);
	expect(isRecent(at("01:00"), at("01:15"))).toBe(false);
});

test.each([
	[
		"Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36",
		"Chrome, Android",
	],
	["Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"],
	["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge, Windows"],
	["Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox, Linux"],
	["curl/8.5.0", ""],
	["<script>alert(1)</script>", ""],
	[null, ""],
])("%s is %s", (userAgent, name) => {
	expect(browserName(userAgent)).toBe(name);
});
