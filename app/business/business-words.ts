/** A business's facts in words, for summaries. */

import { bankOf } from "#app/kernel/banks.ts";
import { formatDongAlike } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import type { BusinessFacts, Figures } from "./business.rules.ts";
import { wardName } from "./ward/ward-name.ts";

/** "Vietcombank, số tận cùng 8877": never more of the number. */
export function accountInWords(account: NonNullable<BusinessFacts["account"]>): string {
	const bank = bankOf(account.bankBin)?.shortName ?? account.bankBin;
	return m.business_bank_current_value({ bank, last4: account.last4 });
}

/** "12 Đường Số 5, Phường Bình Trị Đông". */
export function addressInWords({ street, ward }: Pick<BusinessFacts, "street" | "ward">, locale: Locale): string {
	return `${street}, ${wardName(ward, locale)}`;
}

/** "Năm 2025: 34 lao động, doanh thu 28,4 tỷ đ, nguồn vốn 30 tỷ đ". */
export function figuresInWords(figures: Figures, locale: Locale): string {
	const { year, revenueDong, capitalDong: capital } = figures;
	const words = { year, employees: formatNumber(figures.employees, locale) };
	return revenueDong === null
		? m.business_home_figures_of_no_revenue({ ...words, ...formatDongAlike({ capital }, locale) })
		: m.business_home_figures_of({ ...words, ...formatDongAlike({ capital, revenue: revenueDong }, locale) });
}
