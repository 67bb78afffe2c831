import type { ApplicationState } from "#app/application/application.states.ts";
import type { SizeClass } from "#app/business/size-class.rules.ts";
import { sizeClassLabel } from "#app/business/size-class-text.ts";
import { wardName } from "#app/business/ward-name.ts";
import type { Ward } from "#app/business/wards.ts";
import type { SheetColumn } from "#app/house/sheets.server.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { m } from "#messages/messages.js";
import type { Subsidy } from "./subsidies.server.ts";

/** "Đã ký", in the words of the state's tag. */
export function stateName(state: string, locale: Locale): string {
	return m[`application_state_${state as ApplicationState}`]({}, { locale });
}

/** "0312345678-001" for a branch. */
export function taxCodeOf({ taxCode, branch }: Pick<Subsidy, "taxCode" | "branch">): string {
	return branch ? `${taxCode}-${branch}` : taxCode;
}

const dayOf = (instant: Date | null) => (instant ? plainDateAt(instant) : null);

/** The columns of the exported report, in the reader's language: who, what, how much, when. */
export function reportColumns(locale: Locale): SheetColumn<Subsidy>[] {
	const head = (name: ReportHead) => m[`report_column_${name}`]({}, { locale });
	const text = (name: ReportHead, cell: (row: Subsidy) => string | null, width = 16): SheetColumn<Subsidy> => ({
		head: head(name),
		kind: "text",
		cell,
		width,
	});
	const amount = (name: ReportHead, cell: (row: Subsidy) => bigint | null): SheetColumn<Subsidy> => ({
		head: head(name),
		kind: "number",
		cell,
	});
	const day = (name: ReportHead, cell: (row: Subsidy) => Date | null): SheetColumn<Subsidy> => ({
		head: head(name),
		kind: "date",
		cell: (row) => dayOf(cell(row)),
		width: 12,
	});
	const inLanguage = (vi: string | null, en: string | null) => (locale === "vi" ? vi : en);
	return [
		text("reference", (row) => row.reference),
		text("business", (row) => row.legalName, 40),
		text("tax_code", taxCodeOf),
		text("programme", (row) => inLanguage(row.programmeVi, row.programmeEn), 40),
		text("association", (row) => inLanguage(row.associationVi, row.associationEn), 40),
		text("ward", (row) => wardName({ name: row.wardName, kind: row.wardKind as Ward["kind"] }, locale), 24),
		text("section", (row) => `${row.section} – ${economicSection(row.section)?.[locale] ?? ""}`, 32),
		text("size", (row) => (row.sizeClass ? sizeClassLabel(row.sizeClass as SizeClass, locale) : null)),
		text("state", (row) => stateName(row.state, locale), 18),
		amount("total", (row) => row.totalDong),
		amount("allowed", (row) => row.allowedDong),
		amount("approved", (row) => row.approvedDong),
		amount("reserved", (row) => row.reservedDong),
		amount("committed", (row) => row.committedDong),
		amount("payable", (row) => row.payableDong),
		amount("paid", (row) => row.paidDong),
		day("submitted_on", (row) => row.submittedAt),
		day("decided_on", (row) => row.decidedAt),
		day("completed_on", (row) => row.completedAt),
	];
}

type ReportHead =
	Extract<keyof typeof m, `report_column_${string}`> extends `report_column_${infer Name}` ? Name : never;
