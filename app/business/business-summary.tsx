import { economicSection } from "#app/kernel/economic-sections.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatPhone } from "#app/kernel/phone.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { SummaryList, type SummaryRow } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type BusinessFacts, figuresAreCurrent, figuresYear } from "./business.rules.ts";
import { accountInWords, addressInWords, figuresInWords } from "./business-words.ts";
import type { PriorityGroup, SizeClass } from "./size-class.rules.ts";
import { priorityGroupName, sizeClassLabel } from "./size-class-text.ts";

/** The size by the rules in force; null while there are no figures or no rules. */
export type KnownSize = {
	sizeClass: SizeClass;
	sizeReference: LegalReference;
	groups: PriorityGroup[];
	groupReference: LegalReference;
} | null;

type Props = { business: BusinessFacts; size: KnownSize; today: string };

/** What is known of the business, what follows from it by law, and where each is changed. */
export function BusinessSummary({ business, size, today }: Props) {
	const locale = getLocale();
	const { account } = business;
	return (
		<SummaryList
			rows={[
				...registrationRows(business, locale),
				figuresRow(business, today, locale),
				sizeRow(size, locale),
				{
					term: m.business_home_groups(),
					value: groupNames(size, locale) || m.business_home_groups_none(),
					note: size ? <Source of={size.groupReference} locale={locale} /> : undefined,
					change: change("/business/groups", true),
				},
				{
					term: m.business_home_bank(),
					value: account ? accountInWords(account) : m.business_home_bank_none(),
					note: account?.accountName,
					change: change("/business/bank-account", account !== null),
				},
			]}
		/>
	);
}

function registrationRows(business: BusinessFacts, locale: Locale): SummaryRow[] {
	const href = "/business/registration";
	return [
		{
			term: m.business_registration_title(),
			value: business.legalName,
			note: m.business_home_over({ taxCode: formatTaxCode(business.taxCode) }),
			change: change(href, true),
		},
		{
			term: m.business_home_address(),
			value: addressInWords(business, locale),
			note: business.phone === null ? undefined : formatPhone(business.phone),
			change: change(href, true),
		},
		{
			term: m.business_field_section(),
			value: economicSection(business.section)?.[locale] ?? business.section,
			change: change(href, true),
		},
	];
}

function figuresRow({ figures }: BusinessFacts, today: string, locale: Locale): SummaryRow {
	const href = "/business/figures";
	const term = m.business_home_figures();
	if (!figures) return { term, value: m.business_home_figures_none(), change: change(href, false) };
	const { year } = figures;
	const old = m.business_home_figures_old({ year, current: figuresYear(today) });
	const note = figuresAreCurrent(year, today) ? undefined : old;
	return { term, value: figuresInWords(figures, locale), note, change: change(href, true) };
}

function sizeRow(size: KnownSize, locale: Locale): SummaryRow {
	if (!size) return { term: m.business_home_size(), value: m.business_home_size_unknown() };
	return {
		term: m.business_home_size(),
		value: sizeClassLabel(size.sizeClass, locale),
		note: <Source of={size.sizeReference} locale={locale} />,
	};
}

/** "Nữ làm chủ, nhiều lao động nữ". */
function groupNames(size: KnownSize, locale: Locale): string {
	const names = (size?.groups ?? []).map((group) => priorityGroupName(group, locale)).join(", ");
	return names.charAt(0).toLocaleUpperCase("vi") + names.slice(1);
}

function Source({ of, locale }: { of: LegalReference; locale: Locale }) {
	return <LegalSource href={of.url ?? undefined}>{of[locale]}</LegalSource>;
}

function change(href: string, known: boolean) {
	return { href, label: known ? m.business_home_change() : m.business_home_enter() };
}
