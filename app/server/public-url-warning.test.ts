import { expect, test } from "vitest";
import { publicUrlWarning } from "./public-url-warning.ts";

test.each([
	[undefined, "0.0.0.0", "PUBLIC_URL is not set"],
	[undefined, "10.0.0.7", "PUBLIC_URL is not set"],
	[undefined, "127.0.0.1", null],
	[undefined, "localhost", null],
	["https://donbay.example", "0.0.0.0", null],
	["http://localhost:3000", "0.0.0.0", null],
	["http://127.0.0.1:3000", "0.0.0.0", null],
	["http://[::1]:3000", "0.0.0.0", null],
	["http://donbay.example", "127.0.0.1", "without https"],
	["http://localhost.example", "127.0.0.1", "without https"],
	["http://127.0.0.1.example", "127.0.0.1", "without https"],
])("a server with PUBLIC_URL %s on %s warns: %s", (publicUrl, host, words) => {
	const warning = publicUrlWarning(publicUrl, host);
	if (words === null) expect(warning).toBeNull();
	else expect(warning).toContain(words);
});
