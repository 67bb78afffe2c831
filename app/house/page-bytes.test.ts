import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { pageBytes } from "./page-bytes.server.ts";

// Each paragraph is longer by a byte, so that some character falls on the end of React's buffer of 2048 bytes.
const paragraphs = Array.from({ length: 60 }, (_, at) => `${"a".repeat(at)}${"ệ".repeat(80)}`);

test("a page of Vietnamese arrives without zero bytes, and with every character", async () => {
	const page = createElement(
		"div",
		null,
		paragraphs.map((words) => createElement("p", { key: words }, words)),
	);
	const html = await new Promise<string>((done) => {
		const { pipe } = renderToPipeableStream(page, {
			onAllReady: async () => done(new TextDecoder().decode(await pageBytes(pipe))),
		});
	});
	expect(html).toBe(`<div>${paragraphs.map((words) => `<p>${words}</p>`).join("")}</div>`);
});
