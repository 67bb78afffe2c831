import { z } from "zod";
import { choice, dateBoxes, hiddenId, optionalText, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { holidayChangeKinds } from "./working-days.rules.ts";

const NAME = 100;

/** A change of the working days as it is proposed; a day that is ordinary again needs no name. */
export const holidayChangeForm = z
	.object({
		changeId: hiddenId(),
		kind: choice(holidayChangeKinds, m.holiday_field_kind_missing),
		fromOn: dateBoxes(m.holiday_field_from_wrong),
		toOn: dateBoxes(m.holiday_field_to_wrong),
		nameVi: optionalText(NAME),
		nameEn: optionalText(NAME),
		documentNumber: text(NAME, m.holiday_field_document_missing),
		documentOn: dateBoxes(m.holiday_field_document_on_wrong),
	})
	.superRefine(({ kind, nameVi, nameEn }, context) => {
		if (kind === "ordinary") return;
		const missing = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
		if (nameVi === "") missing("nameVi", m.holiday_field_name_vi_missing());
		if (nameEn === "") missing("nameEn", m.holiday_field_name_en_missing());
	});
