import { type Association, associationName } from "#app/association/association-name.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AssociationFacts } from "./association-facts.ts";
import type { ChannelChoice } from "./channel-choices.server.ts";

type Props = {
	choices: readonly ChannelChoice[];
	associations: readonly Association[];
	facts: readonly AssociationFacts[];
};

type Row = { association: Association; facts: AssociationFacts | undefined };

/** Whose applications are like one's own, how long answers take and what is left: to choose by, for who knows none of them. */
export function AssociationTable({ choices, associations, facts }: Props) {
	const locale = getLocale();
	const rows = associations
		.map((association) => ({ association, facts: facts.find((each) => each.associationId === association.id) }))
		.sort((one, other) => (other.facts?.sameSection ?? 0) - (one.facts?.sameSection ?? 0));
	const left = ({ programme }: ChannelChoice): Column<Row> => ({
		key: programme.id,
		head:
			choices.length === 1
				? m.application_channel_left()
				: m.application_channel_left_of({ programme: locale === "vi" ? programme.nameVi : programme.nameEn }),
		number: true,
		cell: ({ facts: of }) => {
			const found = of?.left.find(({ programmeId }) => programmeId === programme.id);
			return found ? formatDong(found.leftDong, locale) : m.application_channel_not_there();
		},
	});
	return (
		<details>
			<summary>{m.application_channel_compare()}</summary>
			<p className="mt-3">{m.application_channel_no_member()}</p>
			<div className="mt-3">
				<DataTable
					caption={m.application_channel_compare()}
					captionHidden
					rows={rows}
					rowKey={({ association }) => association.id}
					columns={[
						{
							key: "name",
							head: m.application_channel_name(),
							rowHead: true,
							cell: ({ association }) => associationName(association, locale),
						},
						{
							key: "alike",
							head: m.application_channel_same_section(),
							number: true,
							cell: ({ facts: of }) => of?.sameSection ?? m.application_channel_few(),
						},
						{
							key: "waiting",
							head: m.application_channel_waiting(),
							number: true,
							cell: ({ facts: of }) =>
								of?.waiting ? m.application_channel_waiting_days(of.waiting) : m.application_channel_waiting_few(),
						},
						...choices.map(left),
					]}
				/>
			</div>
		</details>
	);
}
