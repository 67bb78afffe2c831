import { MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import { SplitSum } from "#app/claim/advance/split-sum.tsx";
import { ClaimStateTag } from "#app/claim/claim-state-tag.tsx";
import { DisbursementStateTag } from "#app/disbursement/disbursement-state-tag.tsx";
import { stageOf } from "#app/disbursement/money.rules.ts";
import { OwnShareTag } from "#app/disbursement/own-share/own-share-screen.tsx";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { MoneyPage, MoneyPayment } from "./money-page.server.ts";
import { MoneySum } from "./money-sum.tsx";
import { MoneyTrail } from "./money-trail.tsx";

/**
 * Where the money of an application is: the sum, what happens now and until when, then each payment like a parcel.
 *
 * @param now what happens now and who acts, which a later room knows.
 * @param children what is asked back of it, which a later room knows too.
 */
export function MoneyOfApplication({ page, now, children }: { page: MoneyPage; now: ReactNode; children?: ReactNode }) {
	const { reference, payments, payee, sums, keptPercent, ownShare } = page;
	return (
		<>
			<PageTitle>{m.disbursement_money_title()}</PageTitle>
			<div className="mb-6">
				<MoneySum sums={sums} keptPercent={keptPercent} payee={payee} />
			</div>
			{now}
			{ownShare ? (
				<p className="mt-4 flex flex-wrap items-center gap-3">
					<TextLink to={`/applications/${reference}/own-share`}>
						{m.disbursement_own_share_link({ amount: formatDong(ownShare.dueDong, getLocale()) })}
					</TextLink>
					<OwnShareTag stage={ownShare.stage} />
				</p>
			) : null}
			{children}
			{payments.map((payment) => (
				<PaymentSection key={payment.claim} payment={payment} payee={payee} />
			))}
			<p className="mt-8">
				<TextLink icon={MessageSquare} to={`/applications/${reference}/messages`}>
					{m.disbursement_money_ask()}
				</TextLink>
			</p>
		</>
	);
}

/** The payment's reference, or the claim's before there is one. */
function Reference({ payment, claim }: Pick<MoneyPayment, "payment" | "claim">) {
	return payment ? (
		<Unbroken text={m.disbursement_reference_is({ payment })} part={payment} />
	) : (
		<Unbroken text={m.disbursement_claim_is({ claim })} part={claim} />
	);
}

/** What a payment is for: its lines, the costs to come, or what was kept back earlier. */
function whatOf({ kind, retains, what }: MoneyPayment): string {
	if (retains) return m.claim_kind_retention_of({ claim: retains });
	return kind === "advance" ? m.claim_kind_advance() : what.join(", ");
}

type Props = { payment: MoneyPayment; payee: MoneyPage["payee"] };

/** One payment: open while something happens to it, folded once it has arrived or was refused. */
function PaymentSection({ payment, payee }: Props) {
	const { number, payment: reference, claim, payeeName, last4, split } = payment;
	const locale = getLocale();
	const stage = stageOf(payment);
	const amount = formatDong(payment.amountDong, locale);
	const title = m.disbursement_payment_number({ number, what: whatOf(payment) });
	if (stage === "paid" || stage === "refused" || stage === "settled") {
		return (
			<Section title={title} rule={false}>
				<p className="flex max-w-none flex-wrap items-baseline justify-between gap-x-4">
					{stage === "paid" ? (
						<DisbursementStateTag state="paid" rail={payment.rail} />
					) : (
						<ClaimStateTag state={payment.claimState} />
					)}
					<strong className="num">{amount}</strong>
				</p>
				<p className="text-ink2 text-small">
					{payment.paidOn ? `${m.disbursement_arrived_on({ date: formatDate(payment.paidOn, locale) })} ` : null}
					<Reference payment={reference} claim={claim} />
				</p>
				{split && stage !== "refused" ? <SplitSum split={split} small /> : null}
				<details className="mt-2">
					<summary className="link-button">{m.disbursement_show_steps()}</summary>
					<div className="mt-3">
						<MoneyTrail payment={payment} payee={payee} />
					</div>
				</details>
			</Section>
		);
	}
	return (
		<Section title={title} rule={false}>
			<p className="text-ink2 text-small">
				{m.disbursement_amount_for({ amount, name: payeeName })}
				<br />
				{last4 ? `${m.disbursement_account_ends({ last4 })} ` : null}
				<Reference payment={reference} claim={claim} />
			</p>
			{split ? <SplitSum split={split} small /> : null}
			<div className="mt-5">
				<MoneyTrail payment={payment} payee={payee} />
			</div>
		</Section>
	);
}
