import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { actionName, auditActions } from "./action-words.ts";

/** The literals on lines that name an action, in every command. Those built from a state are listed by hand below. */
const written = readdirSync("app", { recursive: true, encoding: "utf8" })
	.filter((file) => file.endsWith(".server.ts"))
	.flatMap((file) => [...readFileSync(`app/${file}`, "utf8").matchAll(/^\s*action:.*$/gm)])
	.flatMap(([line]) => [...line.matchAll(/"([a-z]+\.[a-z-]+)"/g)].map(([, action]) => action ?? ""));

test.each([...new Set(written)])("%s has words in both languages", (action) => {
	expect(auditActions).toContain(action);
	expect(actionName(action, "vi")).not.toBe(actionName(action, "en"));
});

test.each([
	"claim.verified",
	"claim.returned",
	"claim.refused",
	"disbursement.paid",
	"disbursement.failed",
	"day-change.confirmed",
])("%s, built from a state, has words too", (action) => {
	expect(auditActions).toContain(action);
});

test("the scan finds actions, and an unknown one keeps its code", () => {
	expect(written).toContain("application.started");
	expect(actionName("moon.landed", "vi")).toBe("moon.landed");
});

test.each(["constructor", "__proto__", "toString"])("an action that is called %s keeps its name", (action) => {
	expect(actionName(action, "vi")).toBe(action);
});
