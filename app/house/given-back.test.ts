import { expect, test } from "vitest";
import { z } from "zod";
import { FormRefused } from "./body/form-body.server.ts";
import { invalid, readPosted, refusedForm } from "./http.server.ts";

test("a page gives back what a form can hold, and no more, whatever was sent", async () => {
	const typed = { "lines.0.description": "<".repeat(4_000_000), reasons: ["đ".repeat(10), "x".repeat(10)] };
	const { data } = refusedForm(new FormRefused(413, "quá dài", typed));
	expect(data.given?.["lines.0.description"]).toHaveLength(256 * 1024);
	expect(data.given?.reasons).toEqual(["", ""]);

	const body = new URLSearchParams({ first: "một", text: `${"a".repeat(256 * 1024 - 4)}😀 và nữa` });
	const request = new Request("http://localhost/", { method: "POST", body });
	const read = await readPosted(request, z.object({ missing: z.string() }), { maxBytes: 1_000_000 });
	if (read.ok) throw new Error("it is not valid");
	const { given } = invalid(read).data;
	expect(given?.first).toBe("một");
	// And no half of a character.
	expect(given?.text).toBe("a".repeat(256 * 1024 - 4));
});
