import { z } from "zod";
import { choice, optionalDateText, optionalText, periodFields } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { type StatementColumn, statementColumns } from "./holder.ts";

/** Which entries of a statement are shown; an empty word or null leaves that side open. */
export const statementFilterForm = z
	.object({
		...periodFields,
		column: choice(["", ...statementColumns])
			.default("")
			.transform((word) => word as StatementColumn | ""),
		/** The number of an entry: only those before it. */
		before: z
			.string()
			.regex(/^\d{1,18}$/)
			.nullable()
			.default(null)
			.catch(null)
			.transform((number) => (number === null ? null : BigInt(number))),
	})
	.refine(({ from, to }) => from === null || to === null || from <= to, {
		path: ["to"],
		error: () => m.house_period_backwards(),
	});

export type StatementFilter = z.output<typeof statementFilterForm>;

/** The balances at the end of which day, and of which businesses. */
export const standingFilterForm = z.object({ day: optionalDateText(), business: optionalText(100) });

export type StandingFilter = z.output<typeof standingFilterForm>;
