import { ChevronDown, Search, Upload } from "lucide-react";
import {
	type ComponentPropsWithoutRef,
	type FocusEvent,
	type ForwardedRef,
	forwardRef,
	type ReactNode,
	useEffect,
	useState,
} from "react";
import { formatDongPlain, parseDong } from "#app/kernel/dong.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

/** How much is expected, in characters; `full` is as wide as the column. */
export type FieldWidth = "w2" | "w4" | "w8" | "w14" | "w20" | "full";

type Bare<Tag extends "input" | "select" | "textarea"> = Omit<ComponentPropsWithoutRef<Tag>, "className"> & {
	width?: FieldWidth;
	/** 40 px high, for dense desk pages. */
	small?: boolean;
	/** Shown as faulty; the field's frame says why. */
	invalid?: boolean;
};

function fieldProps(invalid?: boolean, width: FieldWidth = "full", small?: boolean) {
	return {
		className: classNames("input", width !== "full" && `input-${width}`, small && "input-small"),
		"aria-invalid": invalid || undefined,
	};
}

/** One line of text. */
export const TextInput = forwardRef(function TextInput(
	{ width, small, invalid, ...input }: Bare<"input">,
	ref: ForwardedRef<HTMLInputElement>,
) {
	return <input type="text" {...input} {...fieldProps(invalid, width, small)} ref={ref} />;
});

/** Tax codes, references, phone numbers: figures of one width, no spelling help. */
export const CodeInput = forwardRef(function CodeInput(
	{ width = "w14", small, invalid, ...input }: Bare<"input">,
	ref: ForwardedRef<HTMLInputElement>,
) {
	const props = fieldProps(invalid, width, small);
	return (
		<input
			type="text"
			autoComplete="off"
			spellCheck={false}
			{...input}
			{...props}
			className={`${props.className} num`}
			ref={ref}
		/>
	);
});

/** Several lines of text. */
export const TextArea = forwardRef(function TextArea(
	{ width, small, invalid, ...area }: Bare<"textarea">,
	ref: ForwardedRef<HTMLTextAreaElement>,
) {
	return <textarea rows={4} {...area} {...fieldProps(invalid, width, small)} ref={ref} />;
});

/** Whole đồng: right aligned, the unit attached. With scripts, leaving the field adds the dots; what cannot be read stays as typed. */
export const MoneyInput = forwardRef(function MoneyInput(
	{
		invalid,
		onBlur,
		defaultValue,
		...input
	}: Omit<Bare<"input">, "width" | "small" | "defaultValue"> & { defaultValue?: string },
	ref: ForwardedRef<HTMLInputElement>,
) {
	const leave = (event: FocusEvent<HTMLInputElement>) => {
		event.currentTarget.value = withGroups(event.currentTarget.value);
		onBlur?.(event);
	};
	return (
		<span className="money num">
			<input
				type="text"
				inputMode="numeric"
				autoComplete="off"
				{...input}
				defaultValue={invalid || defaultValue === undefined ? defaultValue : withGroups(defaultValue)}
				onBlur={leave}
				className="input"
				aria-invalid={invalid || undefined}
				ref={ref}
			/>
			<span className="money-unit">đ</span>
		</span>
	);
});

/** Groups the digits of what is an amount; anything else stays as typed, it may mean something that we must not guess. */
function withGroups(typed: string): string {
	const amountDong = parseDong(typed);
	return amountDong === null ? typed : formatDongPlain(amountDong, getLocale());
}

type DateParts = { day?: string; month?: string; year?: string };

/** Day, month, year in three boxes, named `name.day`, `name.month`, `name.year`. The first takes `id`, for the error summary. */
export function DateInputs(props: {
	id: string;
	name: string;
	defaultValue?: DateParts;
	invalid?: boolean;
	describedBy?: string;
	autoComplete?: "bday";
}) {
	const boxes = [
		{ part: "day", label: m.ui_day(), length: 2 },
		{ part: "month", label: m.ui_month(), length: 2 },
		{ part: "year", label: m.ui_year(), length: 4 },
	] as const;
	return (
		<div className="date-boxes num">
			{boxes.map(({ part, label, length }) => (
				<label key={part}>
					{label}
					<input
						id={part === "day" ? props.id : `${props.id}-${part}`}
						name={`${props.name}.${part}`}
						defaultValue={props.defaultValue?.[part]}
						type="text"
						inputMode="numeric"
						autoComplete={props.autoComplete ? `${props.autoComplete}-${part}` : "off"}
						maxLength={length}
						aria-invalid={props.invalid || undefined}
						aria-describedby={props.describedBy}
						className={classNames("input", part === "year" && "input-year")}
					/>
				</label>
			))}
		</div>
	);
}

/** A native select. Children are `<option>`s. */
export const Select = forwardRef(function Select(
	{ width, small, invalid, children, ...select }: Bare<"select"> & { children: ReactNode },
	ref: ForwardedRef<HTMLSelectElement>,
) {
	const { className, ...rest } = fieldProps(invalid, "full", small);
	return (
		<span className={classNames("select", width && width !== "full" && `input-${width}`)}>
			<select {...select} {...rest} className={className} ref={ref}>
				{children}
			</select>
			<Icon of={ChevronDown} />
		</span>
	);
});

/** Search in a list; the magnifier only decorates, a label stands above and a button beside. */
export function SearchInput({ width, small, ...input }: Omit<Bare<"input">, "invalid">) {
	return (
		<span className={classNames("search", width && width !== "full" && `input-${width}`)}>
			<Icon of={Search} />
			<input type="search" {...input} {...fieldProps(false, "full", small)} />
		</span>
	);
}

/** One file. The buttons are ours, since the browser's speak its own language; without scripts it says what was chosen. */
export function FileInput({
	invalid,
	...input
}: Omit<Bare<"input">, "width" | "small" | "type" | "onChange"> & { id: string }) {
	// Null until scripts run.
	const [chosen, setChosen] = useState<string | null>(null);
	useEffect(() => setChosen(""), []);
	return (
		<span className="file-choice">
			<input
				{...input}
				type="file"
				className={chosen === null ? "file-input-native" : "file-input-hidden"}
				aria-invalid={invalid || undefined}
				onChange={(event) => setChosen(event.currentTarget.files?.[0]?.name ?? "")}
			/>
			<label htmlFor={input.id} className="button button-secondary button-small">
				<Icon of={Upload} />
				{m.ui_choose_file()}
			</label>
			{chosen === null ? null : <span>{chosen || m.ui_no_file()}</span>}
		</span>
	);
}
