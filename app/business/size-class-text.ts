/** Names of sizes, sector groups and priority groups for people. */

import type { SectorGroup } from "#app/kernel/economic-sections.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import type { PriorityGroup, SizeClass } from "./size-class.rules.ts";

const names = {
	micro: m.size_class_name_micro,
	small: m.size_class_name_small,
	medium: m.size_class_name_medium,
	larger: m.size_class_name_larger,
};

/** Inside a sentence: "doanh nghiệp nhỏ", "small business". */
export function sizeClassName(sizeClass: SizeClass, locale: Locale): string {
	return names[sizeClass]({}, { locale });
}

const labels = {
	micro: m.size_class_label_micro,
	small: m.size_class_label_small,
	medium: m.size_class_label_medium,
	larger: m.size_class_label_larger,
};

/** In a table or a list: "Nhỏ", "Small". */
export function sizeClassLabel(sizeClass: SizeClass, locale: Locale): string {
	return labels[sizeClass]({}, { locale });
}

const sectorGroupNames = {
	agriculture: m.size_class_sector_agriculture,
	industry: m.size_class_sector_industry,
	trade: m.size_class_sector_trade,
	none: m.size_class_sector_none,
};

/** "Thương mại và dịch vụ", "Trade and services". */
export function sectorGroupName(sectorGroup: SectorGroup, locale: Locale): string {
	return sectorGroupNames[sectorGroup]({}, { locale });
}

const priorityGroupNames = {
	"women-owned": m.size_class_priority_women_owned,
	"many-women": m.size_class_priority_many_women,
	"social-enterprise": m.size_class_priority_social_enterprise,
};

/** Inside a sentence: "nữ làm chủ", "owned by women". */
export function priorityGroupName(group: PriorityGroup, locale: Locale): string {
	return priorityGroupNames[group]({}, { locale });
}
