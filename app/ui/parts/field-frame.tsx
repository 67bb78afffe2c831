import type { ReactNode } from "react";
import { m } from "#messages/messages.js";
import { classNames } from "./class-names.ts";
import { ErrorText } from "./error-text.tsx";

type Props = {
	/** The control's id. Hint and error get `id-hint` and `id-error`, for the control's `aria-describedby`. */
	id: string;
	label: ReactNode;
	hint?: ReactNode;
	error?: ReactNode;
	optional?: boolean;
	/** `group` for radio cards, ticks and date boxes: a fieldset with a legend. */
	as?: "field" | "group";
	/** Below the control: amount in words, what happens next. */
	after?: ReactNode;
	children: ReactNode;
};

/** Label, hint, error, control, in this order; the look of every field. Knows nothing of forms: `app/form` fills it. */
export function FieldFrame({ id, label, hint, error, optional, as = "field", after, children }: Props) {
	const words = (
		<>
			{label}
			{/* The space stands outside of what is not broken, or the label's last word would go with it. */}
			{optional ? " " : null}
			{optional ? <span className="field-optional">{m.ui_optional()}</span> : null}
		</>
	);
	const body = (
		<>
			{hint ? (
				<p id={`${id}-hint`} className="field-hint">
					{hint}
				</p>
			) : null}
			{error ? <ErrorText id={`${id}-error`}>{error}</ErrorText> : null}
			{children}
			{after ? <p className="field-after">{after}</p> : null}
		</>
	);
	const className = classNames("field", error !== undefined && error !== null && "field-faulty");
	if (as === "group") {
		return (
			<fieldset className={className} aria-describedby={describedBy(id, hint, error)}>
				<legend className="field-label">{words}</legend>
				{body}
			</fieldset>
		);
	}
	return (
		<div className={className}>
			<label htmlFor={id} id={`${id}-label`} className="field-label">
				{words}
			</label>
			{body}
		</div>
	);
}

/** Value for a control's `aria-describedby`: the ids of the hint and the error that are there. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
	return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}
