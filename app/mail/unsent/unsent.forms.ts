import { z } from "zod";
import { m } from "#messages/messages.js";

/** What is tried again: one mail, one job, or all that gave up. */
export type WhatToTry = { kind: "mail" | "job"; id: string } | { kind: "all" };

const patterns = [
	[/^mail:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, "mail"],
	[/^job:(\d{1,18})$/, "job"],
] as const;

function whatIn(text: string): WhatToTry | null {
	if (text === "all") return { kind: "all" };
	for (const [pattern, kind] of patterns) {
		const id = pattern.exec(text)?.[1];
		if (id) return { kind, id };
	}
	return null;
}

export const tryAgainForm = z.object({
	what: z
		.string()
		.default("")
		.transform((text, ctx) => {
			const what = whatIn(text);
			if (what) return what;
			ctx.addIssue({ code: "custom", message: m.house_field_unexpected() });
			return z.NEVER;
		}),
});
