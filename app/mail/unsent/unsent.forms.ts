import { z } from "zod";

/** What is tried again: one mail, one job, or all that gave up. */
export const tryAgainForm = z.object({
	what: z
		.string()
		.default("")
		.transform((text) => /^(?:(all)|(mail):([0-9a-f-]{36})|(job):(\d{1,18}))$/.exec(text))
		.transform((match) => {
			if (match?.[3]) return { kind: "mail" as const, id: match[3] };
			if (match?.[5]) return { kind: "job" as const, id: match[5] };
			return match ? { kind: "all" as const } : null;
		}),
});

export type WhatToTry = { kind: "mail" | "job"; id: string } | { kind: "all" };
