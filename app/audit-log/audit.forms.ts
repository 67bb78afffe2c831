import { z } from "zod";
import { auditActions } from "#app/audit/action-words.ts";
import { choice, optionalText, periodFields } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** Which entries are shown; an empty word or null leaves that side open. */
export const auditFilterForm = z
	.object({
		action: choice(["", ...auditActions]).default(""),
		subject: optionalText(100),
		person: optionalText(100),
		...periodFields,
	})
	.refine(({ from, to }) => from === null || to === null || from <= to, {
		path: ["to"],
		error: () => m.house_period_backwards(),
	});

export type AuditFilter = z.output<typeof auditFilterForm>;
