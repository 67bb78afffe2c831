import { z } from "zod";
import { hiddenId, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";

const year = () =>
	z
		.string({ error: () => m.budget_field_year_missing() })
		.regex(/^\d{4}$/, { error: () => m.budget_field_year_missing() })
		.transform(Number);

/** The programme and year that the address names; without them the page asks for both. */
export const closingQueryForm = z.object({ programme: text(60, m.budget_field_programme_missing), year: year() });

/** The closing of a year as it is proposed. */
export const closingForm = z.object({ closingId: hiddenId(), programmeId: text(60), year: year() });
