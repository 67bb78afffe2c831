import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetBuild, inputsOf, isBuilt, recordBuild } from "./built-from.js";

let root: string;
const write = (file: string, text: string) => {
	mkdirSync(dirname(join(root, file)), { recursive: true });
	writeFileSync(join(root, file), text);
};
const environment: Record<string, string | undefined> = {};
const built = (given = environment) => isBuilt(root, inputsOf(root, given));

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "donbay-built-"));
	write("app/root.tsx", "root");
	write("app/server/start.ts", "start");
	write("app/server/start.test.ts", "a test");
	write("messages/vi/ui.json", "{}");
	write("messages/compiled/messages.js", "compiled");
	write("package-lock.json", "locked");
	write("node_modules/.package-lock.json", "installed");
	write("vite.config.ts", "settings");
	const inputs = inputsOf(root, environment);
	write("build/server/start.js", "built start");
	write("build/client/assets/root.js", "built root");
	recordBuild(root, inputs);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("what was built is there as long as nothing changes", () => {
	expect(built()).toBe(true);
	expect(built({ PATH: "/elsewhere", PORT: "1" })).toBe(true);
});

test("a file that was only touched, a test or what the build compiles changes nothing", () => {
	utimesSync(join(root, "app/root.tsx"), new Date(0), new Date(0));
	write("app/server/start.test.ts", "another test");
	write("messages/compiled/messages.js", "compiled anew");
	write("build/bare/server/index.js", "of the bench");
	write("README.md", "words");
	expect(built()).toBe(true);
});

test.each<[string, () => void]>([
	["a source of the same length", () => write("app/root.tsx", "toor")],
	["a new source", () => write("app/new.ts", "")],
	["a source that is gone", () => rmSync(join(root, "app/server/start.ts"))],
	["a source with another name", () => renameSync(join(root, "app/root.tsx"), join(root, "app/boot.tsx"))],
	["a text", () => write("messages/vi/ui.json", '{"a":"b"}')],
	["the settings of the build", () => write("vite.config.ts", "other settings")],
	["the locked packages", () => write("package-lock.json", "locked anew")],
	["the installed packages", () => write("node_modules/.package-lock.json", "installed anew")],
	["an .env that Vite reads", () => write(".env.local", "VITE_X=1")],
	["a built file that was changed", () => write("build/server/start.js", "by hand")],
	["a built file that is gone", () => rmSync(join(root, "build/client/assets/root.js"))],
	["a file that the build did not make", () => write("build/server/chunk-old.js", "left")],
	["a build that was interrupted", () => forgetBuild(root)],
	["a record that was half written", () => write("build/built-from.json", '{"inputs":')],
	["no build at all", () => rmSync(join(root, "build"), { recursive: true })],
])("it is built again after a change: %s", (_what, change) => {
	change();
	expect(built()).toBe(false);
});

test("another environment of the build is another build", () => {
	expect(built({ NODE_ENV: "development" })).toBe(false);
	expect(built({ VITE_COLOUR: "green" })).toBe(false);
});

test("what changed while it was built is built the next time", () => {
	forgetBuild(root);
	const inputs = inputsOf(root, environment);
	write("app/root.tsx", "changed meanwhile");
	recordBuild(root, inputs);
	expect(built()).toBe(false);
});
