import { Form } from "@remix-run/react";
import { Button } from "#app/ui/parts/button.tsx";
import { FieldFrame } from "#app/ui/parts/field-frame.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { RadioCards } from "#app/ui/parts/radio-cards.tsx";
import { m } from "#messages/messages.js";

/**
 * How large a business may be by its staff alone, and which sizes that may mean: the bounds of Decree 80/2021/NĐ-CP,
 * Article 5, where sector, revenue and capital decide between two.
 */
export const staffBands = {
	micro: ["micro"],
	small: ["small"],
	medium: ["small", "medium"],
	larger: ["larger"],
} as const;

export type StaffBand = keyof typeof staffBands;

export function isStaffBand(word: string | null): word is StaffBand {
	return word !== null && Object.hasOwn(staffBands, word);
}

/** Asks for the one thing that the amounts hang on. A plain GET: the answer is only for this page. */
export function SizeQuestion() {
	const choices = [
		{ value: "micro", label: m.assessment_size_micro(), hint: m.assessment_size_micro_hint() },
		{ value: "small", label: m.assessment_size_small(), hint: m.assessment_size_small_hint() },
		{ value: "medium", label: m.assessment_size_medium(), hint: m.assessment_size_medium_hint() },
		{ value: "larger", label: m.assessment_size_larger(), hint: m.assessment_size_larger_hint() },
	];
	return (
		<Panel tone="yellow" rule="yellow" title={m.assessment_size_title()}>
			<Form method="get" className="form">
				<FieldFrame id="field-size" label={<span className="font-normal">{m.assessment_size_lead()}</span>} as="group">
					<RadioCards id="field-size" name="size" choices={choices} required />
				</FieldFrame>
				<Button>{m.assessment_size_see()}</Button>
				<p className="text-small">{m.assessment_size_note()}</p>
			</Form>
		</Panel>
	);
}
