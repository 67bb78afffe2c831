/** What was saved before, as the texts that a form shows. */

import type { Given } from "#app/form/read-form.ts";
import { formatDongPlain } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatPhone } from "#app/kernel/phone.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import type { BusinessFacts, Figures } from "./business.rules.ts";

export function savedRegistration(business: BusinessFacts): Given {
	return {
		businessId: business.id,
		kind: business.kind,
		taxCode: formatTaxCode(business.taxCode),
		legalName: business.legalName,
		section: business.section,
		street: business.street,
		wardCode: business.ward.code,
		phone: business.phone === null ? "" : formatPhone(business.phone),
	};
}

export function savedFigures(figures: Figures, locale: Locale): Given {
	return {
		employees: String(figures.employees),
		womenEmployees: String(figures.womenEmployees),
		revenueDong: figures.revenueDong === null ? "" : formatDongPlain(figures.revenueDong, locale),
		capitalDong: formatDongPlain(figures.capitalDong, locale),
	};
}

export function savedGroups(business: Pick<BusinessFacts, "womenOwned" | "socialEnterprise">): Given {
	return { womenOwned: business.womenOwned ? "on" : "", socialEnterprise: business.socialEnterprise ? "on" : "" };
}
