import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/ui/parts/button.tsx";
import { describedBy, FieldFrame } from "#app/ui/parts/field-frame.tsx";
import { TextInput } from "#app/ui/parts/inputs.tsx";
import type { SelectOptions } from "#app/ui/parts/select-options.tsx";
import { m } from "#messages/messages.js";
import { ErrorSummary } from "./error-summary.tsx";
import { ListSelect } from "./list-select.tsx";
import { type FieldErrors, fieldId } from "./read-form.ts";
import { useAlive } from "./use-action-form.ts";

type Props = {
	/** Says for screen readers what is narrowed. */
	label: string;
	/** The list without a filter. */
	clearHref: string;
	/** What could not be read, by field; each field shows its own too. */
	errors?: FieldErrors;
	children: ReactNode;
};

/** A form that only narrows a list: a plain GET, so that every result has an address of its own. */
export function FilterForm({ label, clearHref, errors = {}, children }: Props) {
	return (
		<>
			<ErrorSummary errors={errors} formError={null} />
			<Form
				method="get"
				role="search"
				aria-label={label}
				className="filter-form grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4"
			>
				{children}
				<div className="flex flex-wrap items-center gap-x-5 gap-y-2">
					<Button small look="secondary">
						{m.house_filter_apply()}
					</Button>
					<Link to={clearHref}>{m.house_filter_clear()}</Link>
				</div>
			</Form>
		</>
	);
}

type Common = { name: string; label: string; given?: string; error?: string };

/** One of several, or all of them. */
export function FilterSelect({
	name,
	label,
	given = "",
	error,
	all,
	options,
}: Common & {
	/** The entry that leaves this side open: "Mọi quy mô". */
	all: string;
	options: SelectOptions;
}) {
	const id = fieldId(name);
	return (
		<FieldFrame id={id} label={label} error={error}>
			<ListSelect
				small
				id={id}
				name={name}
				alive={useAlive()}
				given={given}
				empty={all}
				options={options}
				invalid={error !== undefined}
				aria-describedby={describedBy(id, undefined, error)}
			/>
		</FieldFrame>
	);
}

/** A word to look for, or a day written dd/mm/yyyy. */
export function FilterText({
	name,
	label,
	given = "",
	error,
	day,
	...said
}: Common & { day?: boolean; hint?: string }) {
	const id = fieldId(name);
	const hint = day ? m.house_filter_day_hint() : said.hint;
	return (
		<FieldFrame id={id} label={label} hint={hint} error={error}>
			<TextInput
				small
				id={id}
				name={name}
				defaultValue={given}
				inputMode={day ? "numeric" : undefined}
				width={day ? "w8" : "full"}
				maxLength={day ? 10 : 100}
				invalid={error !== undefined}
				aria-describedby={describedBy(id, hint, error)}
			/>
		</FieldFrame>
	);
}
