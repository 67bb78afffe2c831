import type { ComponentPropsWithRef, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type Props = {
	/** The first answer takes this id, so that an error summary can lead to it. */
	id: string;
	name: string;
	choices: Choice[];
	defaultValue?: string;
	invalid?: boolean;
	/** Two columns only for short answers on a desk; answers from worst to best always in one. */
	columns?: 1 | 2;
	/** `inline`: short answers in one line without cards, on a dense desk page. */
	look?: "cards" | "inline";
	required?: boolean;
	/** Further properties for each radio button, such as a form library's `onChange`, `onBlur`, `ref`. */
	inputProps?: ComponentPropsWithRef<"input">;
};

/** One of several answers; the whole row can be pressed. Stands in a fieldset (`FieldFrame as="group"`). */
export function RadioCards({
	id,
	name,
	choices,
	defaultValue,
	invalid,
	columns = 1,
	look = "cards",
	required,
	inputProps,
}: Props) {
	return (
		<div
			className={classNames("choices", columns === 2 && "sm:grid-cols-2", look === "inline" && "choices-inline")}
			data-invalid={invalid ? "" : undefined}
		>
			{choices.map((choice, index) => (
				<label key={choice.value} className="choice">
					<input
						{...inputProps}
						type="radio"
						id={index === 0 ? id : `${id}-${choice.value}`}
						name={name}
						value={choice.value}
						defaultChecked={choice.value === defaultValue}
						required={required}
					/>
					<span>
						{choice.label}
						{choice.hint ? <span className="choice-hint">{choice.hint}</span> : null}
					</span>
				</label>
			))}
		</div>
	);
}
