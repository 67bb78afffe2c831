/** One entry of a list. */
export type SelectOption = { value: string; label: string };

/** The entries of a list, or groups of them. */
export type SelectOptions = readonly SelectOption[] | readonly { group: string; options: readonly SelectOption[] }[];

/** All entries in one list. */
export function flatOptions(options: SelectOptions): SelectOption[] {
	return options.flatMap((entry) => ("group" in entry ? [...entry.options] : [entry]));
}

/** The `<option>`s of a native select; only those that `isShown`, and no group without any. */
export function OptionList({
	options,
	isShown = () => true,
}: {
	options: SelectOptions;
	isShown?: (option: SelectOption) => boolean;
}) {
	return (
		<>
			{options.map((entry) => {
				if (!("group" in entry)) return isShown(entry) ? <Entry key={entry.value} {...entry} /> : null;
				const shown = entry.options.filter(isShown);
				if (shown.length === 0) return null;
				return (
					<optgroup key={entry.group} label={entry.group}>
						{shown.map((option) => (
							<Entry key={option.value} {...option} />
						))}
					</optgroup>
				);
			})}
		</>
	);
}

function Entry({ value, label }: SelectOption) {
	return <option value={value}>{label}</option>;
}
