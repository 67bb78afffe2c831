import type { SheetColumn } from "#app/house/sheets.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatMonth, plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import { breakdowns, type OpenData, type OpenFigures } from "./open-data.server.ts";
import { breakdownName, correctionKindName, groupName, programmeName } from "./open-data-words.ts";

/** Of a group what was awarded and paid, of a month what was reversed; null where it is hidden. */
type Line = {
	programme: string;
	breakdown: string;
	group: string;
	figures: (Partial<OpenFigures> & { businesses: number; correctedDong?: bigint }) | null;
};

/** One line a figure of the page: a total or a group of a programme. */
export function openDataLines({ programmes }: OpenData, locale: Locale): Line[] {
	return programmes.flatMap((programme) => {
		const name = programmeName(programme, locale);
		const total = {
			programme: name,
			breakdown: m.open_data_total({}, { locale }),
			group: "",
			figures: programme.total,
		};
		const groups = breakdowns.flatMap((breakdown) =>
			programme.groups[breakdown].map(({ key, figures }) => ({
				programme: name,
				breakdown: breakdownName(breakdown, locale),
				group: groupName(breakdown, key, locale),
				figures,
			})),
		);
		const corrections = programme.corrections.map(({ month, kind, figures }) => ({
			programme: name,
			breakdown: m.open_data_corrections({}, { locale }),
			group: `${formatMonth(month, locale)}, ${correctionKindName(kind, locale)}`,
			figures: figures && { businesses: figures.businesses, correctedDong: figures.amountDong },
		}));
		return [total, ...groups, ...corrections];
	});
}

/** Hidden figures are empty cells, and the column beside them says why. */
export function openDataColumns({ at }: OpenData, locale: Locale): SheetColumn<Line>[] {
	const options = { locale };
	return [
		{ head: m.open_data_programme({}, options), kind: "text", cell: (line) => line.programme },
		{ head: m.open_data_breakdown({}, options), kind: "text", cell: (line) => line.breakdown },
		{ head: m.open_data_group({}, options), kind: "text", cell: (line) => line.group },
		{ head: m.open_data_businesses({}, options), kind: "number", cell: (line) => line.figures?.businesses ?? null },
		{ head: m.open_data_awarded({}, options), kind: "number", cell: (line) => line.figures?.awardedDong ?? null },
		{ head: m.open_data_paid({}, options), kind: "number", cell: (line) => line.figures?.paidDong ?? null },
		{ head: m.open_data_corrected({}, options), kind: "number", cell: (line) => line.figures?.correctedDong ?? null },
		{
			head: m.open_data_note({}, options),
			kind: "text",
			cell: (line) => (line.figures && line.figures.paidDong !== null ? null : m.open_data_hidden({}, options)),
		},
		{ head: m.open_data_as_of({}, options), kind: "date", cell: () => plainDateAt(at) },
	];
}
