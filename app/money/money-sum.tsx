import type { MoneySums } from "#app/disbursement/money.rules.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

type Props = {
	sums: MoneySums;
	/** How much of each claim is kept back; null over several applications that differ in it. */
	keptPercent: number | null;
	/** Who it arrives at; over several applications it may be both. */
	payee: "provider" | "business" | "both";
};

const arrived = {
	provider: m.disbursement_money_arrived_provider,
	business: m.disbursement_money_arrived_business,
	both: m.disbursement_money_arrived,
};

/** What was approved and where it is: the parts add up to it. The one number in bold is on its way. */
export function MoneySum({ sums, keptPercent, payee }: Props) {
	const locale = getLocale();
	const kept =
		keptPercent === null ? m.disbursement_money_kept() : m.disbursement_money_kept_of({ percent: keptPercent });
	const row = (label: string, amountDong: bigint) => ({ label, amount: formatDong(amountDong, locale) });
	return (
		<Sum
			size="large"
			rows={[
				row(m.disbursement_money_approved(), sums.approvedDong),
				row(arrived[payee](), sums.arrivedDong),
				...(sums.toEarnDong > 0n ? [row(m.disbursement_money_to_earn(), sums.toEarnDong)] : []),
				...(sums.keptDong > 0n ? [row(kept, sums.keptDong)] : []),
				...(sums.toClaimDong > 0n ? [row(m.disbursement_money_to_claim(), sums.toClaimDong)] : []),
				...(sums.givenBackDong > 0n ? [row(m.disbursement_money_given_back(), sums.givenBackDong)] : []),
				{ ...row(m.disbursement_money_on_its_way(), sums.onItsWayDong), kind: "total" as const },
			]}
		/>
	);
}
