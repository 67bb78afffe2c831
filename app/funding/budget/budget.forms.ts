import { z } from "zod";
import { choice, dateBoxes, dong, hiddenId, longText, optionalText, text } from "#app/form/fields.ts";
import { m } from "#messages/messages.js";
import { type BudgetChangeKind, budgetChangeKinds, budgetPlaces } from "./budget-change.states.ts";

const missing = { fromAssociation: m.budget_field_from_missing, toAssociation: m.budget_field_to_missing };

/** Which associations a kind needs, and which fields of the form are asked for. */
export function associationFields(kind: BudgetChangeKind): ("fromAssociation" | "toAssociation")[] {
	const { from, to } = budgetPlaces[kind];
	return [
		...(from === "envelope" ? (["fromAssociation"] as const) : []),
		...(to === "envelope" ? (["toAssociation"] as const) : []),
	];
}

/** The programme and kind that the address of the form names; without them the page asks for both. */
export const budgetKindForm = z.object({
	programme: text(60, m.budget_field_programme_missing),
	kind: choice(budgetChangeKinds, m.budget_field_kind_missing),
});

/** A change of the budget as it is proposed. */
export const budgetChangeForm = z
	.object({
		changeId: hiddenId(),
		programmeId: text(60),
		kind: choice(budgetChangeKinds),
		fromAssociation: optionalText(60),
		toAssociation: optionalText(60),
		amountDong: dong(m.budget_field_amount_missing),
		documentNumber: text(100, m.budget_field_document_missing),
		documentOn: dateBoxes(),
		reason: longText(1000, m.budget_field_reason_missing),
	})
	.superRefine((change, context) => {
		for (const field of associationFields(change.kind)) {
			if (change[field] === "") context.addIssue({ code: "custom", path: [field], message: missing[field]() });
		}
		if (change.kind === "move" && change.toAssociation !== "" && change.fromAssociation === change.toAssociation) {
			context.addIssue({ code: "custom", path: ["toAssociation"], message: m.budget_field_two_associations() });
		}
	})
	.transform(({ fromAssociation, toAssociation, ...change }) => {
		const fields = associationFields(change.kind);
		return {
			...change,
			fromAssociation: fields.includes("fromAssociation") ? fromAssociation : null,
			toAssociation: fields.includes("toAssociation") ? toAssociation : null,
		};
	});

/** Why another person does not confirm a proposal. */
export const declineForm = z.object({ reason: longText(1000, m.budget_refusal_words) });

/** A step that is confirmed by one button sends nothing beside it. */
export const stepForm = z.object({});
