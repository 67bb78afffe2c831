import { type ComponentPropsWithoutRef, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { searchList } from "#app/kernel/list-search.ts";
import { type FieldWidth, SearchInput, Select } from "#app/ui/parts/inputs.tsx";
import { flatOptions, OptionList, type SelectOption, type SelectOptions } from "#app/ui/parts/select-options.tsx";
import { m } from "#messages/messages.js";
import { noteInput } from "./unsaved-text.ts";
import type { FieldBinding } from "./use-action-form.ts";

/** From more entries on one types rather than looks. */
const LONG = 15;

type Props = Pick<ComponentPropsWithoutRef<"select">, "id" | "name" | "required" | "aria-describedby"> & {
	id: string;
	given: string;
	/** The first, empty entry. */
	empty?: string;
	options: SelectOptions;
	/** What a form wants to be told; a list that only narrows a table has none. */
	events?: FieldBinding["events"];
	/** Also a list that is not long can be narrowed by typing. */
	searchable?: boolean;
	/** False until scripts run: then the native list is all there is. */
	alive: boolean;
	width?: FieldWidth;
	small?: boolean;
	invalid?: boolean;
};

/**
 * A native select. Where the list is long and scripts run, a field above it narrows it to what is typed, with or without
 * diacritics, and chooses what is meant beyond doubt. The select stays what is sent, read out and opened on phones.
 */
export function ListSelect({ given, empty, options, events, alive, searchable, width, small, ...select }: Props) {
	const [value, setValue] = useState(given);
	const [typed, setTyped] = useState("");
	// What stood before anything was typed, to go back to where the typed word leads nowhere.
	const before = useRef(given);
	const ref = useRef<HTMLSelectElement | null>(null);
	const all = flatOptions(options);
	const { fitting } = searchList(all, typed);
	const shown = new Set(fitting.map((option) => option.value));
	const report = useRef(events?.onChange);
	report.current = events?.onChange;
	const told = useRef(given);
	// React would set a list that it controls back to what the server wrote, and with it a choice made before the scripts ran
	// or while they began. So the list keeps its own value; this looks at it once, and then only tells it what was searched.
	useEffect(() => {
		const list = ref.current;
		if (!list || list.value === writtenIn(list)) return;
		before.current = list.value;
		setValue(list.value);
		noteInput(list);
	}, []);
	useEffect(() => {
		const list = ref.current;
		if (told.current === value || !list) return;
		told.current = value;
		list.value = value;
		void report.current?.({ target: list, type: "change" });
	}, [value]);

	function search(text: string) {
		setTyped(text);
		setValue(searchList(all, text).meant?.value ?? before.current);
	}
	function onKeyDown(event: KeyboardEvent) {
		if (event.key === "Escape") search("");
		if (event.key !== "Enter" && event.key !== "ArrowDown") return;
		event.preventDefault();
		ref.current?.focus();
	}
	return (
		<>
			{alive && (searchable || all.length > LONG) ? (
				<>
					<label htmlFor={`${select.id}-search`} className="field-hint">
						{m.ui_list_search()}
					</label>
					<SearchInput
						id={`${select.id}-search`}
						aria-describedby={`${select.id}-label`}
						aria-controls={select.id}
						autoComplete="off"
						small={small}
						width={width}
						value={typed}
						onChange={(event) => search(event.currentTarget.value)}
						onKeyDown={onKeyDown}
					/>
					<span role="status" className={typed === "" ? "sr-only" : "field-after"}>
						{typed === ""
							? ""
							: saidOf(
									fitting,
									all.find((option) => option.value === value && shown.has(value)),
								)}
					</span>
				</>
			) : null}
			<Select
				{...events}
				{...select}
				small={small}
				width={width}
				defaultValue={given}
				onChange={(event) => {
					before.current = event.currentTarget.value;
					setValue(event.currentTarget.value);
				}}
				ref={(element) => {
					ref.current = element;
					events?.ref(element);
				}}
			>
				{empty !== undefined ? <option value="">{empty}</option> : null}
				<OptionList options={options} isShown={(option) => shown.has(option.value) || option.value === value} />
			</Select>
		</>
	);
}

/** The value with which a list came. */
function writtenIn(list: HTMLSelectElement): string {
	const options = [...list.options];
	return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? "";
}

function saidOf(fitting: readonly SelectOption[], chosen: SelectOption | undefined): string {
	if (fitting.length === 0) return m.ui_list_none();
	return chosen ? m.ui_list_chosen({ label: chosen.label }) : m.ui_list_fitting({ count: fitting.length });
}
