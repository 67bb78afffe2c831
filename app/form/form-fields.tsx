import type { HTMLInputAutoCompleteAttribute, MouseEvent, ReactNode } from "react";
import { useState } from "react";
import { formatDong, parseDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { Button } from "#app/ui/parts/button.tsx";
import { Checkbox } from "#app/ui/parts/checkbox.tsx";
import { ErrorText } from "#app/ui/parts/error-text.tsx";
import { describedBy, FieldFrame } from "#app/ui/parts/field-frame.tsx";
import { CodeInput, DateInputs, type FieldWidth, MoneyInput, TextArea, TextInput } from "#app/ui/parts/inputs.tsx";
import { type Choice, RadioCards } from "#app/ui/parts/radio-cards.tsx";
import type { SelectOptions } from "#app/ui/parts/select-options.tsx";
import { getLocale } from "#messages/runtime.js";
import { ListSelect } from "./list-select.tsx";
import type { ActionForm } from "./use-action-form.ts";

/*
 * The fields of a form: each binds one name of an ActionForm to a part of ui, with label, hint, error and the value
 * that was given or saved.
 */

type Common = {
	form: ActionForm;
	name: string;
	label: ReactNode;
	hint?: ReactNode;
	/** `sometimes`: another answer decides; the label or the hint says when it is needed. */
	optional?: boolean | "sometimes";
};

type TextFieldProps = Common & {
	width?: FieldWidth;
	type?: "text" | "email" | "password" | "tel";
	inputMode?: "text" | "numeric" | "decimal" | "tel" | "email";
	autoComplete?: HTMLInputAutoCompleteAttribute;
	/** Figures of one width, no spelling help: tax codes, references, one-time codes. */
	code?: boolean;
	maxLength?: number;
};

export function TextField({ form, name, label, hint, optional, code, ...input }: TextFieldProps) {
	const field = form.field(name);
	const Input = code ? CodeInput : TextInput;
	return (
		<FieldFrame id={field.id} label={label} hint={hint} error={field.error} optional={optional === true}>
			<Input
				{...input}
				{...field.events}
				id={field.id}
				defaultValue={field.given}
				required={!optional}
				invalid={field.error !== undefined}
				aria-describedby={describedBy(field.id, hint, field.error)}
			/>
		</FieldFrame>
	);
}

export function TextAreaField({ form, name, label, hint, optional, rows }: Common & { rows?: number }) {
	const field = form.field(name);
	return (
		<FieldFrame id={field.id} label={label} hint={hint} error={field.error} optional={optional === true}>
			<TextArea
				{...field.events}
				rows={rows}
				id={field.id}
				defaultValue={field.given}
				required={!optional}
				invalid={field.error !== undefined}
				aria-describedby={describedBy(field.id, hint, field.error)}
			/>
		</FieldFrame>
	);
}

/** Whole đồng, with the amount below once it can be read: in words, and in figures where it was typed as "9 tỷ". */
export function MoneyField({ form, name, label, hint, optional }: Common) {
	const field = form.field(name);
	const [typed, setTyped] = useState(field.given);
	const amount = parseDong(typed);
	return (
		<FieldFrame
			id={field.id}
			label={label}
			hint={hint}
			error={field.error}
			optional={optional === true}
			after={amount !== null && amount > 0n ? <TypedAmount typed={typed} amountDong={amount} /> : undefined}
		>
			<MoneyInput
				{...field.events}
				onChange={(event) => {
					setTyped(event.currentTarget.value);
					void field.events.onChange(event);
				}}
				onBlur={(event) => {
					setTyped(event.currentTarget.value);
					void field.events.onBlur(event);
				}}
				id={field.id}
				defaultValue={field.given}
				required={!optional}
				invalid={field.error !== undefined}
				aria-describedby={describedBy(field.id, hint, field.error)}
			/>
		</FieldFrame>
	);
}

function TypedAmount({ typed, amountDong }: { typed: string; amountDong: bigint }) {
	const locale = getLocale();
	const isInFigures = typed.replace(/\D/g, "") === String(amountDong);
	return (
		<>
			{isInFigures ? null : <span className="num">= {formatDong(amountDong, locale)} · </span>}
			{dongInWords(amountDong, locale)}
		</>
	);
}

/** A date in three boxes, `name.day`, `name.month`, `name.year`. */
export function DateField({ form, name, label, hint, optional }: Common) {
	const field = form.field(name);
	const part = (box: string) => form.field(`${name}.${box}`).given;
	return (
		<FieldFrame id={field.id} label={label} hint={hint} error={field.error} optional={optional === true} as="group">
			<DateInputs
				id={field.id}
				name={name}
				defaultValue={{ day: part("day"), month: part("month"), year: part("year") }}
				invalid={field.error !== undefined}
				describedBy={describedBy(field.id, hint, field.error)}
			/>
		</FieldFrame>
	);
}

type SelectFieldProps = Common & {
	options: SelectOptions;
	/** The first, empty entry: "Hãy chọn". */
	empty?: string;
	width?: FieldWidth;
	/** Also a list that is not long can be narrowed by typing. */
	searchable?: boolean;
	/** Below the list. */
	after?: ReactNode;
};

/** One of a list; a long list gets a field that narrows it. */
export function SelectField({ form, name, label, hint, optional, after, ...list }: SelectFieldProps) {
	const field = form.field(name);
	return (
		<FieldFrame id={field.id} label={label} hint={hint} error={field.error} optional={optional === true} after={after}>
			<ListSelect
				events={field.events}
				{...list}
				alive={form.alive}
				id={field.id}
				given={field.given}
				required={!optional}
				invalid={field.error !== undefined}
				aria-describedby={describedBy(field.id, hint, field.error)}
			/>
		</FieldFrame>
	);
}

/** One of several answers as cards. */
export function RadioField({
	form,
	name,
	label,
	hint,
	optional,
	choices,
	columns,
	look,
}: Common & { choices: Choice[] } & Pick<Parameters<typeof RadioCards>[0], "columns" | "look">) {
	const field = form.field(name);
	return (
		<FieldFrame id={field.id} label={label} hint={hint} error={field.error} optional={optional === true} as="group">
			<RadioCards
				id={field.id}
				name={name}
				choices={choices}
				columns={columns}
				look={look}
				defaultValue={field.given}
				invalid={field.error !== undefined}
				required={!optional}
				inputProps={field.events}
			/>
		</FieldFrame>
	);
}

/** One tick box; `label` says what ticking means. */
export function TickField({ form, name, label, hint }: Omit<Common, "optional">) {
	const field = form.field(name);
	return (
		<div className={field.error ? "field field-faulty" : "field"}>
			{field.error ? <ErrorText id={`${field.id}-error`}>{field.error}</ErrorText> : null}
			<Checkbox
				{...field.events}
				id={field.id}
				hint={hint}
				defaultChecked={field.given === "on"}
				invalid={field.error !== undefined}
				aria-describedby={field.error ? `${field.id}-error` : undefined}
			>
				{label}
			</Checkbox>
		</div>
	);
}

/** A value that the page carries and the person does not see. */
export function HiddenField({ name, value }: { name: string; value: string }) {
	return <input type="hidden" name={name} value={value} />;
}

/** The button that sends the form; while it is on its way it says so and ignores a second press. */
export function SubmitButton({
	form,
	children,
	...button
}: { form: ActionForm; children: ReactNode } & Omit<
	Parameters<typeof Button>[0],
	"children" | "pending" | "type" | "form"
>) {
	return (
		<Button {...button} type="submit" pending={form.pending} onMouseDown={keepFocus}>
			{children}
		</Button>
	);
}

/** Leaving a field shows its error, which would push the button away from under a press that has just begun. */
function keepFocus(event: MouseEvent) {
	event.preventDefault();
}
