import type { ApplicationState } from "#app/application/application.states.ts";
import { stateLabel } from "#app/application/application-text.ts";
import { associationName } from "#app/association/association-name.ts";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { wardName } from "#app/business/ward/ward-name.ts";
import { wards } from "#app/business/ward/wards.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { ReportFilter } from "./report.forms.ts";
import type { ReportChoices } from "./report-page.server.ts";

/** The period and each side of the filter that was chosen, a line each: what a sheet must say once it is on paper. */
export function filterInWords(filter: ReportFilter, choices: ReportChoices, locale: Locale): string[] {
	const programme = choices.programmes.find(({ id }) => id === filter.programme);
	const association = choices.associations.find(({ id }) => id === filter.association);
	const ward = wards.find(({ code }) => code === filter.ward);
	const said: [label: string, value: string][] = [
		[m.report_filter_programme(), (locale === "vi" ? programme?.nameVi : programme?.nameEn) ?? filter.programme],
		[m.report_filter_association(), association ? associationName(association, locale) : filter.association],
		[m.report_filter_ward(), ward ? wardName(ward, locale) : filter.ward],
		[m.report_filter_section(), economicSection(filter.section)?.[locale] ?? filter.section],
		[m.report_filter_size(), filter.size && sizeClassLabel(filter.size, locale)],
		[m.report_filter_state(), filter.state && stateLabel(filter.state as ApplicationState, locale)],
	];
	const chosen = said.flatMap(([label, value]) => (value === "" ? [] : [`${label}: ${value}`]));
	return [periodInWords(filter, locale), ...chosen];
}

function periodInWords({ from, to }: ReportFilter, locale: Locale): string {
	if (from && to) return m.report_sheet_period({ from: formatDate(from, locale), to: formatDate(to, locale) });
	if (from) return m.report_sheet_period_from({ from: formatDate(from, locale) });
	return to ? m.report_sheet_period_to({ to: formatDate(to, locale) }) : m.report_sheet_period_all();
}
