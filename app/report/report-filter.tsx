import { stateLabel } from "#app/application/application-text.ts";
import { associationName } from "#app/association/association-name.ts";
import { sectionOptions, wardOptions } from "#app/business/business-options.ts";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { FilterForm, FilterSelect, FilterText } from "#app/form/filter-form.tsx";
import type { FieldErrors, Given } from "#app/form/read-form.ts";
import { formatDate, type PlainDate } from "#app/kernel/plain-date.ts";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { reportedSizes, reportedStates } from "./report.forms.ts";
import type { ReportChoices } from "./report-page.server.ts";
import { periodName, reportPeriods } from "./report-periods.ts";

/** The usual periods as links that keep the rest of the filter; dates of one's own are in the form below. */
export function ReportPeriods({ today, query }: { today: PlainDate; query: URLSearchParams }) {
	const said = (date: PlainDate | null) => (date ? formatDate(date, "vi") : "");
	const tabs = reportPeriods(today).map(({ name, from, to }) => {
		const asked = new URLSearchParams(query);
		asked.delete("page");
		asked.set("from", said(from));
		asked.set("to", said(to));
		const current = (query.get("from") ?? "") === said(from) && (query.get("to") ?? "") === said(to);
		return { href: `/city/report?${asked}`, label: periodName(name), current };
	});
	return <Tabs label={m.report_periods()} tabs={tabs} />;
}

type Props = { choices: ReportChoices; given: Given; errors: FieldErrors };

/** What a report is about: programme, association, place, sector, size, state and the days of submission. */
export function ReportFilterForm({ choices, given, errors }: Props) {
	const locale = getLocale();
	const bind = (name: string) => ({ name, given: String(given[name] ?? ""), error: errors[name] });
	const programmes = choices.programmes.map(({ id, nameVi, nameEn }) => ({
		value: id,
		label: locale === "vi" ? nameVi : nameEn,
	}));
	const associations = choices.associations.map((association) => ({
		value: association.id,
		label: associationName(association, locale),
	}));
	const sizes = reportedSizes.map((size) => ({ value: size, label: sizeClassLabel(size, locale) }));
	const states = reportedStates.map((state) => ({ value: state, label: stateLabel(state, locale) }));
	return (
		<FilterForm label={m.report_filter()} clearHref="/city/report" errors={errors}>
			<FilterSelect
				{...bind("programme")}
				label={m.report_filter_programme()}
				all={m.report_filter_programme_all()}
				options={programmes}
			/>
			<FilterSelect
				{...bind("association")}
				label={m.report_filter_association()}
				all={m.report_filter_association_all()}
				options={associations}
			/>
			<FilterSelect
				{...bind("ward")}
				label={m.report_filter_ward()}
				all={m.report_filter_ward_all()}
				options={wardOptions(locale)}
			/>
			<FilterSelect
				{...bind("section")}
				label={m.report_filter_section()}
				all={m.report_filter_section_all()}
				options={sectionOptions(locale)}
			/>
			<FilterSelect {...bind("size")} label={m.report_filter_size()} all={m.report_filter_size_all()} options={sizes} />
			<FilterSelect
				{...bind("state")}
				label={m.report_filter_state()}
				all={m.report_filter_state_all()}
				options={states}
			/>
			<FilterText {...bind("from")} label={m.report_filter_from()} day />
			<FilterText {...bind("to")} label={m.report_filter_to()} day />
		</FilterForm>
	);
}
