import { associationName } from "#app/association/association-name.ts";
import { sizeClassName } from "#app/business/size-class-text.ts";
import { type FieldErrors, fieldId } from "#app/form/read-form.ts";
import { formatDong, parseDong } from "#app/kernel/dong.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { supportItemOf } from "#app/programme/programme.rules.ts";
import type { SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type DocumentOnFile, type DraftCase, judgeDraft, quotationsOf, type TypedLine } from "./draft.rules.ts";

/** A draft, and what is wrong with it by the names of its rows. */
export type RowContext = { draft: DraftCase; faults: FieldErrors };

type NamedRow = SummaryRow & { name?: string };

function withFaults(rows: NamedRow[], faults: FieldErrors): SummaryRow[] {
	return rows.map(({ name, ...row }) => (name ? { ...row, id: fieldId(name), error: faults[name] } : row));
}

function change(href: string, label = m.application_check_change()) {
	return { href, label };
}

/** Who applies, to what, through whom. */
export function businessRows({ draft, faults }: RowContext): SummaryRow[] {
	const locale = getLocale();
	const { business, programme, association, assessment } = draft;
	const here = `/applications/${draft.reference}/check`;
	const registration = change(`/business/registration?to=${here}`);
	const channel = draft.submittedAt ? undefined : change(`/applications/${draft.reference}/channel`);
	const rows: NamedRow[] = [
		{ term: m.application_check_name(), value: business.legalName, change: registration },
		{
			term: m.application_check_tax_code(),
			value: <span className="num">{formatTaxCode(business.taxCode)}</span>,
			change: registration,
		},
		{
			name: "section",
			term: m.application_check_section(),
			value: economicSection(business.section)?.[locale] ?? business.section,
			change: registration,
		},
		{ term: m.application_check_address(), value: `${business.street}, ${business.ward.name}`, change: registration },
		{
			name: "figures",
			term: m.application_check_figures(),
			value: figuresText(draft),
			note: sizeNote(draft),
			change: change(`/business/figures?to=${here}`),
		},
		{
			name: "assessment",
			term: m.application_check_assessment(),
			value: assessment
				? m.application_part_assessment_fact({
						level: assessment.level,
						date: formatDate(assessment.completedOn, locale),
					})
				: m.application_check_assessment_none(),
			change: change("/assessments"),
		},
		{
			name: "programme",
			term: m.application_check_programme(),
			value: locale === "vi" ? programme.nameVi : programme.nameEn,
			change: channel,
		},
		{
			name: "association",
			term: m.application_check_association(),
			value: association ? associationName(association, locale) : m.application_check_association_none(),
			change: channel,
		},
	];
	return withFaults(rows, faults);
}

function figuresText({ business: { figures } }: DraftCase): string {
	const locale = getLocale();
	if (!figures) return m.application_check_figures_none();
	return m.application_check_figures_value({
		employees: formatNumber(figures.employees, locale),
		revenue: figures.revenueDong === null ? m.application_check_no_revenue() : formatDong(figures.revenueDong, locale),
		capital: formatDong(figures.capitalDong, locale),
	});
}

function sizeNote(draft: DraftCase): string | undefined {
	const locale = getLocale();
	const sizeClass = judgeDraft(draft)?.sizeClass;
	if (!sizeClass) return undefined;
	const source = draft.rules.sizeClasses.legalReference[locale];
	return m.application_check_size_note({ sizeClass: sizeClassName(sizeClass, locale), source });
}

/** "Hạng mục 2: Mua, thuê giải pháp chuyển đổi số". */
export function lineTitle({ draft }: RowContext, at: number): string {
	const item = supportItemOf(draft.rules, draft.lines[at]?.supportItemCode ?? "");
	const number = at + 1;
	return item
		? m.application_check_line({ number, item: item[getLocale()] })
		: m.application_check_line_unnamed({ number });
}

/** The rows of a cost line, or of a draft that has none. */
export function lineRows({ draft, faults }: RowContext, at: number | null): SummaryRow[] {
	const own = `/applications/${draft.reference}`;
	const line = at === null ? undefined : draft.lines[at];
	if (!line) {
		const none = { term: m.application_check_lines(), value: m.application_part_lines_none() };
		return withFaults([{ ...none, name: "lines", change: change(`${own}/lines`) }], faults);
	}
	const locale = getLocale();
	const name = (field: string) => `lines.${at}.${field}`;
	const lines = change(`${own}/lines#line-${Number(at) + 1}`);
	const typed = (text: string) => text || m.application_check_empty();
	const priceDong = parseDong(line.price);
	const quotations = quotationsOf(line, draft.documents);
	const item = supportItemOf(draft.rules, line.supportItemCode);
	const rows: NamedRow[] = [
		{
			name: name("supportItemCode"),
			term: m.application_check_support_item(),
			value: item?.[locale] ?? m.application_check_support_item_none(),
			change: lines,
		},
		{
			name: name("description"),
			term: m.application_check_description(),
			value: typed(line.description),
			change: lines,
		},
		{
			name: name("listingName"),
			term: m.application_lines_listing(),
			value: typed(line.listingName),
			change: lines,
		},
		{
			name: name("providerName"),
			term: m.application_check_provider(),
			value: typed(line.providerName),
			change: lines,
		},
		{
			name: name("providerTaxCode"),
			term: m.application_check_provider_tax_code(),
			value: <span className="num">{typed(line.providerTaxCode)}</span>,
			change: lines,
		},
		{
			name: name("providerEmail"),
			term: m.application_lines_provider_contact(),
			value: typed(contactOf(line)),
			change: lines,
		},
		{
			name: name("price"),
			term: m.application_check_price(),
			value: <span className="num">{priceDong === null ? typed(line.price) : formatDong(priceDong, locale)}</span>,
			change: lines,
		},
		{
			name: name("quotation"),
			term: m.application_check_quotation(),
			value: quotations.length > 0 ? fileNames(quotations) : m.application_check_quotation_none(),
			change: change(`${own}/documents`, m.application_check_replace()),
		},
	];
	return withFaults(rows, faults);
}

function contactOf(line: TypedLine): string {
	return [line.providerRepresentative, line.providerAddress, line.providerPhone, line.providerEmail]
		.filter(Boolean)
		.join(", ");
}

function fileNames(documents: readonly DocumentOnFile[]): string {
	return documents.map((document) => document.fileName).join(", ");
}

/** The documents that belong to no line. */
export function documentRows({ draft }: RowContext): SummaryRow[] {
	const titles = {
		"financial-report": m.application_documents_financial_report(),
		other: m.application_documents_other(),
	};
	return (["financial-report", "other"] as const).flatMap((kind) => {
		const documents = draft.documents.filter((document) => document.kind === kind);
		if (documents.length === 0) return [];
		const href = change(`/applications/${draft.reference}/documents`);
		return [{ term: titles[kind], value: fileNames(documents), change: href }];
	});
}
