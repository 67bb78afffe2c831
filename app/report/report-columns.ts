import type { ApplicationState } from "#app/application/application.states.ts";
import { stateLabel } from "#app/application/application-text.ts";
import type { SizeClass } from "#app/business/size-class.rules.ts";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { wardName } from "#app/business/ward/ward-name.ts";
import type { Ward } from "#app/business/ward/wards.ts";
import type { SheetColumn } from "#app/house/sheets.server.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";
import type { Subsidy } from "./subsidies.server.ts";

type Head = typeof m.report_column_reference;

const dayOf = (instant: Date | null) => (instant ? plainDateAt(instant) : null);

/**
 * The columns of the exported report, in the reader's language: who, what, how much, when.
 *
 * @param withheld the files whose amounts are not for the reader, who is tied to them.
 */
export function reportColumns(locale: Locale, withheld: ReadonlySet<string> = new Set()): SheetColumn<Subsidy>[] {
	const text = (head: Head, cell: (row: Subsidy) => string | null, width = 16): SheetColumn<Subsidy> => ({
		head: head({}, { locale }),
		kind: "text",
		cell,
		width,
	});
	const amount = (head: Head, cell: (row: Subsidy) => bigint | null): SheetColumn<Subsidy> => ({
		head: head({}, { locale }),
		kind: "number",
		cell: (row) => (withheld.has(row.id) ? null : cell(row)),
	});
	const day = (head: Head, cell: (row: Subsidy) => Date | null): SheetColumn<Subsidy> => ({
		head: head({}, { locale }),
		kind: "date",
		cell: (row) => dayOf(cell(row)),
		width: 12,
	});
	const inLanguage = (vi: string | null, en: string | null) => (locale === "vi" ? vi : en);
	return [
		text(m.report_column_reference, (row) => row.reference),
		text(m.report_column_business, (row) => row.legalName, 40),
		text(m.report_column_tax_code, ({ taxCode, branch }) => formatTaxCode({ digits: taxCode, branch })),
		text(m.report_column_programme, (row) => inLanguage(row.programmeVi, row.programmeEn), 40),
		text(m.report_column_association, (row) => inLanguage(row.associationVi, row.associationEn), 40),
		text(
			m.report_column_ward,
			(row) => wardName({ name: row.wardName, kind: row.wardKind as Ward["kind"] }, locale),
			24,
		),
		text(m.report_column_section, (row) => economicSection(row.section)?.[locale] ?? row.section, 32),
		text(m.report_column_size, (row) => (row.sizeClass ? sizeClassLabel(row.sizeClass as SizeClass, locale) : null)),
		text(m.report_column_state, (row) => stateLabel(row.state as ApplicationState, locale), 18),
		amount(m.report_column_total, (row) => row.totalDong),
		amount(m.report_column_allowed, (row) => row.allowedDong),
		amount(m.report_column_approved, (row) => row.approvedDong),
		amount(m.report_column_reserved, (row) => row.reservedDong),
		amount(m.report_column_committed, (row) => row.committedDong),
		amount(m.report_column_payable, (row) => row.payableDong),
		amount(m.report_column_advanced, (row) => row.advancedDong),
		amount(m.report_column_retained, (row) => row.retainedDong),
		amount(m.report_column_paid, (row) => row.paidDong),
		day(m.report_column_submitted_on, (row) => row.submittedAt),
		day(m.report_column_decided_on, (row) => row.decidedAt),
		day(m.report_column_completed_on, (row) => row.completedAt),
	];
}
