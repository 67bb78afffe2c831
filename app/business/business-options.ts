/** Choices of the business's forms, in words. */

import { banks } from "#app/kernel/banks.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { type BusinessKind, businessKinds, sectionsByGroup } from "./business.rules.ts";
import { sectorGroupName } from "./size-class-text.ts";
import { wardName } from "./ward/ward-name.ts";
import { wards } from "./ward/wards.ts";

type Options = { value: string; label: string }[];

const kindNames: Record<BusinessKind, typeof m.business_kind_company> = {
	company: m.business_kind_company,
	cooperative: m.business_kind_cooperative,
	household: m.business_kind_household,
};

export function businessKindOptions(locale: Locale): Options {
	return businessKinds.map((kind) => ({ value: kind, label: kindNames[kind]({}, { locale }) }));
}

/** Sections of business by sector group, since the group decides how size is measured. */
export function sectionOptions(locale: Locale): { group: string; options: Options }[] {
	return sectionsByGroup.map(({ sectorGroup, sections }) => ({
		group: sectorGroupName(sectorGroup, locale),
		options: sections.map((section) => ({ value: section.code, label: section[locale] })),
	}));
}

/** All units of the city by former province, in the order of their names. */
export function wardOptions(locale: Locale): { group: string; options: Options }[] {
	const collator = new Intl.Collator("vi");
	return [...new Set(wards.map((ward) => ward.formerProvince))].map((formerProvince) => ({
		group: formerProvince,
		options: wards
			.filter((ward) => ward.formerProvince === formerProvince)
			.sort((one, other) => collator.compare(one.name, other.name))
			.map((ward) => ({ value: ward.code, label: wardName(ward, locale) })),
	}));
}

export function bankOptions(): Options {
	return banks.map((bank) => ({ value: bank.bin, label: `${bank.shortName} – ${bank.name}` }));
}
