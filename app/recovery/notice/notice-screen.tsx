import { reasonText } from "#app/house/refusal.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { PartsTable } from "../parts-table.tsx";
import { RecoveryStateTag } from "../recovery-state-tag.tsx";
import { awaited, RecoveryTrail } from "../recovery-trail.tsx";
import type { OwnRecoveryPage } from "./own-recovery.server.ts";

type Props = { recovery: OwnRecoveryPage };

/** The notice as the business reads it: how much, why, what to do by when, where to pay, and every step with its date. */
export function NoticeScreen({ recovery }: Props) {
	const { reference, application, state, standing, planned } = recovery;
	return (
		<>
			<BackLink to={`/applications/${application}/money`}>{m.disbursement_money_title()}</BackLink>
			<PageTitle
				look="result"
				over={
					<>
						<Unbroken text={m.recovery_own_over({ reference })} part={reference} />{" "}
						<RecoveryStateTag state={state} standing={standing} />
					</>
				}
				lead={leadOf(recovery)}
			>
				{titleOf(recovery)}
			</PageTitle>
			<YourMove recovery={recovery} />
			{standing.next ? <HowToPay recovery={recovery} /> : null}
			<Why recovery={recovery} />
			{standing.parts.length > 0 ? (
				<Section
					title={planned ? m.recovery_parts_title() : m.recovery_parts_when()}
					sub={planned ? m.recovery_parts_oldest() : undefined}
					rule={false}
				>
					<PartsTable standing={standing} roomy />
				</Section>
			) : null}
			<Section title={m.recovery_trail_title()}>
				<div className="mt-5">
					<RecoveryTrail recovery={recovery} yours />
				</div>
			</Section>
		</>
	);
}

/** The answer first: what is still to be paid back, or that it is over. */
function titleOf({ state, amountDong, standing }: OwnRecoveryPage): string {
	const amount = (dong: bigint) => formatDong(dong, getLocale());
	if (state === "settled") return m.recovery_own_title_settled({ amount: amount(amountDong) });
	if (state === "dropped") return m.recovery_own_title_dropped();
	if (state === "contested") return m.recovery_own_title_contested({ amount: amount(standing.leftDong) });
	return m.recovery_own_title({ amount: amount(standing.leftDong) });
}

/** What is waited for; left out above the panel that asks for it. */
function leadOf(recovery: OwnRecoveryPage): string | undefined {
	const { state } = recovery;
	if (state === "settled") return m.recovery_over_settled();
	if (state === "dropped") return m.recovery_over_dropped();
	return state === "notified" ? undefined : (awaited(recovery, true) ?? undefined);
}

/** The one thing to do now; for who may not answer for the business, with the reason. */
function YourMove({ recovery }: Props) {
	const { reference, application, answer, plan, answerBy, today, most } = recovery;
	const path = `/applications/${application}/recoveries/${reference}`;
	const isTheirs = (permission: typeof answer | typeof plan) =>
		permission.allowed || permission.reason === "recovery_refusal_right_to_bind";
	const reasonOf = (permission: typeof answer | typeof plan) =>
		permission.allowed ? undefined : reasonText(permission.reason);
	if (isTheirs(answer)) {
		const date = formatDate(answerBy, getLocale());
		return (
			<Panel tone="yellow" rule="yellow">
				<p className="mb-3">{today <= answerBy ? m.recovery_answer_now({ date }) : m.recovery_answer_late({ date })}</p>
				<ButtonLink to={`${path}/answer`} disabledReason={reasonOf(answer)}>
					{m.recovery_answer_do()}
				</ButtonLink>
			</Panel>
		);
	}
	if (isTheirs(plan)) {
		return (
			<Panel tone="yellow" rule="yellow">
				<p className="mb-3">{m.recovery_plan_now({ most })}</p>
				<ButtonLink to={`${path}/instalments`} look="secondary" disabledReason={reasonOf(plan)}>
					{m.recovery_plan_do()}
				</ButtonLink>
			</Panel>
		);
	}
	return null;
}

function Why({ recovery }: Props) {
	const { amountDong, reason, payment, office, answerBy, dueOn, confirmedAt, contest, planned } = recovery;
	const locale = getLocale();
	const paid = { amount: formatDong(payment.amountDong, locale), payee: payment.payeeName };
	return (
		<Section title={m.recovery_why_title()}>
			<SummaryList
				rows={[
					{
						term: m.recovery_column_asked(),
						value: <strong className="num">{formatDong(amountDong, locale)}</strong>,
						note: dongInWords(amountDong, locale),
					},
					{
						term: m.recovery_reason(),
						value: (
							<span className="whitespace-pre-line">
								<Typed text={reason} />
							</span>
						),
					},
					{
						term: m.recovery_fact_payment(),
						value: <span className="num whitespace-nowrap">{payment.reference}</span>,
						note: payment.paidOn
							? m.recovery_fact_paid({ ...paid, date: formatDate(payment.paidOn, locale) })
							: undefined,
					},
					{
						term: m.recovery_decided_by(),
						value: confirmedAt ? m.recovery_decided({ office, date: formatDate(confirmedAt, locale) }) : office,
						note: <LegalSource>{m.recovery_source()}</LegalSource>,
					},
					...(contest
						? [
								{
									term: m.recovery_contest_yours(),
									value: (
										<span className="whitespace-pre-line">
											<Typed text={contest} />
										</span>
									),
								},
							]
						: []),
					{ term: m.recovery_answer_by(), value: formatDate(answerBy, locale) },
					...(planned ? [] : [{ term: m.recovery_due_on(), value: formatDate(dueOn, locale) }]),
				]}
			/>
		</Section>
	);
}

/** Where the money goes, and the words by which the bank's statement is told to whom it belongs. */
function HowToPay({ recovery: { payTo, reference, standing, office } }: Props) {
	const amount = formatDong(standing.next?.amountDong ?? 0n, getLocale());
	if (!payTo) {
		return (
			<Section title={m.recovery_pay_title()}>
				<p className="mt-4">
					<Unbroken text={m.recovery_pay_unknown({ office, reference })} part={reference} />
				</p>
			</Section>
		);
	}
	return (
		<Section title={m.recovery_pay_title()} sub={m.recovery_pay_sub()}>
			<SummaryList
				rows={[
					{ term: m.recovery_pay_name(), value: payTo.name },
					{
						term: m.recovery_pay_account(),
						value: <span className="num whitespace-nowrap">{payTo.account}</span>,
						note: bankOf(payTo.bankBin)?.shortName ?? payTo.bankBin,
					},
					{ term: m.recovery_pay_amount(), value: <span className="num">{amount}</span> },
					{
						term: m.recovery_pay_content(),
						value: <strong className="num whitespace-nowrap">{reference}</strong>,
						note: m.recovery_pay_content_note(),
					},
				]}
			/>
		</Section>
	);
}
