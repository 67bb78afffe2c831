import { z } from "zod";
import { applicationStates } from "#app/application/application.states.ts";
import { sizeClasses } from "#app/business/size-class.rules.ts";
import { choice, optionalText, periodFields } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

/** A draft is the business's own until it is submitted, so reports start there. */
export const reportedStates = applicationStates.filter((state) => state !== "draft");

/** "Larger" businesses get no support, so no subsidy has that size. */
export const reportedSizes = sizeClasses.filter((size) => size !== "larger");

function oneOf<Word extends string>(words: readonly Word[], missing: () => string) {
	return choice(["", ...words] as [string, ...string[]], missing)
		.default("")
		.transform((word) => word as Word | "");
}

/** What a report is about; an empty word or null leaves that side open. The period is that of submission. */
export const reportFilterForm = z
	.object({
		programme: optionalText(60),
		association: optionalText(60),
		ward: optionalText(10),
		section: optionalText(1),
		size: oneOf(reportedSizes, m.report_choose_size),
		state: oneOf(reportedStates, m.report_choose_state),
		...periodFields,
	})
	.refine(({ from, to }) => from === null || to === null || from <= to, {
		path: ["to"],
		error: () => m.house_period_backwards(),
	});

export type ReportFilter = z.output<typeof reportFilterForm>;

/** Everything that was ever submitted. */
export const noFilter: ReportFilter = reportFilterForm.parse({});
