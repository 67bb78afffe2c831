import type { EntryContext } from "@remix-run/node";
import { expect, test } from "vitest";
import handleRequest from "./entry.server.tsx";

test("a page that cannot be rendered is refused to its asker, and ends nothing else", async () => {
	const ended: unknown[] = [];
	const end = (reason: unknown) => ended.push(reason);
	process.on("unhandledRejection", end);
	try {
		const broken = {} as EntryContext;
		await expect(handleRequest(new Request("http://localhost/"), 200, new Headers(), broken)).rejects.toThrow();
		// Node looks for rejections that nobody took after the microtasks of a turn.
		await new Promise((turn) => setImmediate(turn));
		expect(ended).toEqual([]);
	} finally {
		process.off("unhandledRejection", end);
	}
});
