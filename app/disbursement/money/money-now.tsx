import { Link } from "@remix-run/react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { WorkingDayClock } from "#app/ui/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { type DisbursementEvent, isTrouble, isUndone } from "../disbursement.states.ts";
import { stageOf } from "./money.rules.ts";
import type { MoneyPage, MoneyPayment } from "./money-page.server.ts";

/** The payment that something happens to next; null when nothing is under way. */
export function paymentInHand({ payments }: Pick<MoneyPage, "payments">): MoneyPayment | null {
	const open = payments.filter((payment) => !["paid", "refused", "settled"].includes(stageOf(payment)));
	// What needs the business first, else the newest.
	return open.find((payment) => ["mending", "failed"].includes(stageOf(payment))) ?? open[0] ?? null;
}

/** What happens now, who acts and by when; also when nothing is asked. */
export function MoneyNow({ page }: { page: MoneyPage }) {
	const payment = paymentInHand(page);
	if (payment) {
		return (
			<Panel tone="yellow" rule="yellow">
				<NowOf payment={payment} page={page} />
			</Panel>
		);
	}
	if (page.toReturnDong > 0n) {
		const amount = formatDong(page.toReturnDong, getLocale());
		return (
			<Panel tone="yellow" rule="yellow">
				<p className="font-semibold">{m.disbursement_now_return_title({ amount })}</p>
				<p>{m.disbursement_now_return()}</p>
			</Panel>
		);
	}
	if (page.advance.draft) {
		return (
			<Panel tone="yellow" rule="yellow">
				<p className="mb-3 font-semibold">{m.disbursement_now_advance_draft()}</p>
				<ButtonLink to={`/claims/${page.advance.draft}`}>{m.disbursement_now_advance_do()}</ButtonLink>
			</Panel>
		);
	}
	if (page.state === "agreed" && page.sums.toClaimDong > 0n) {
		return (
			<Panel tone="yellow" rule="yellow">
				<p className="font-semibold">{m.disbursement_now_claim_title()}</p>
				<p className="mb-3">{m.disbursement_now_claim()}</p>
				<ButtonLink to={`/applications/${page.reference}/claims/new`}>{m.disbursement_now_claim_do()}</ButtonLink>
				{page.advance.highestDong > 0n ? (
					<p className="mt-3">
						{m.claim_new_advance({ most: formatDong(page.advance.highestDong, getLocale()) })}{" "}
						<Link to={`/applications/${page.reference}/advance`}>{m.claim_new_advance_link()}</Link>
					</p>
				) : null}
			</Panel>
		);
	}
	return null;
}

function NowOf({ payment, page }: { payment: MoneyPayment; page: MoneyPage }) {
	const { number, claim, answerDueOn, rail } = payment;
	const nothing = payment.needsStripe ? (
		<p className="mt-2">
			{m.disbursement_stripe_needed()} <Link to={`/claims/${claim}/stripe`}>{m.disbursement_stripe_title()}</Link>
		</p>
	) : (
		<p className="mt-2">{m.disbursement_now_nothing()}</p>
	);
	switch (stageOf(payment)) {
		case "mending":
			return (
				<>
					<Title>{m.disbursement_now_mending_title({ claim })}</Title>
					<p className="mb-3">{payment.claimEvents[0]?.said}</p>
					<ButtonLink to={`/claims/${claim}`}>{m.disbursement_now_mending_do()}</ButtonLink>
				</>
			);
		case "checking":
			return (
				<>
					<Title>
						{payment.kind === "advance"
							? m.disbursement_now_checking_advance({ number })
							: m.disbursement_now_checking_title({ number })}
					</Title>
					{answerDueOn ? (
						<p>{m.disbursement_now_checking({ date: formatDateWithWeekday(answerDueOn, getLocale()) })}</p>
					) : null}
					{nothing}
				</>
			);
		case "sent":
			return (
				<>
					<Title>{m.disbursement_now_sent_title({ rail, number })}</Title>
					{payment.bankClock?.overdueDays ? null : <p className="mb-2">{m.disbursement_now_sent()}</p>}
					<BankClock payment={payment} />
					{nothing}
				</>
			);
		case "unknown":
			return (
				<>
					<Title>{m.disbursement_now_unknown_title({ rail, number })}</Title>
					<p>{m.disbursement_now_unknown()}</p>
					{nothing}
				</>
			);
		case "failed":
			return <FailedNow payment={payment} page={page} />;
		default:
			return (
				<>
					<Title>{m.disbursement_now_waiting_title({ rail, number })}</Title>
					<p>{m.disbursement_now_waiting()}</p>
					{nothing}
				</>
			);
	}
}

function Title({ children }: { children: string }) {
	return <p className="font-semibold">{children}</p>;
}

/** "Ngày làm việc thứ 2 trên 3. Chậm nhất thứ Năm, 19/11/2026." */
function BankClock({ payment: { bankClock } }: { payment: MoneyPayment }) {
	if (!bankClock) return null;
	const { usedDays, limitDays, dueOn, overdueDays, squares } = bankClock;
	const date = dueOn ? formatDateWithWeekday(dueOn, getLocale()) : "";
	const sentence =
		overdueDays > 0
			? m.disbursement_bank_late({ days: overdueDays, date: dueOn ? formatDate(dueOn, getLocale()) : "" })
			: usedDays === 0
				? m.disbursement_bank_today({ date })
				: m.disbursement_bank_day({ day: usedDays, limit: limitDays, date });
	// However late it is, two red squares say so; the sentence says how many days.
	return <WorkingDayClock size="large" squares={squares.slice(0, limitDays + 2)} sentence={sentence} />;
}

/** Where the account is corrected that a returned payment went to. */
function mendOf({ rail, claim }: MoneyPayment, { payee }: MoneyPage): { to: string; label: string } {
	if (rail === "stripe") return { to: `/claims/${claim}/stripe`, label: m.disbursement_now_failed_stripe() };
	return payee === "provider"
		? { to: `/claims/${claim}/correct-account`, label: m.disbursement_now_failed_provider() }
		: { to: "/business/bank-account", label: m.disbursement_now_failed_business() };
}

function whatNow(trouble: DisbursementEvent | undefined, rail: MoneyPayment["rail"]): string {
	if (trouble === "corrected") return m.disbursement_now_undone();
	return trouble === "taken-back" ? m.disbursement_now_taken_back() : m.disbursement_now_failed({ rail });
}

/** The bank returned it: the business mends the account, or has done so and waits. */
function FailedNow({ payment, page }: { payment: MoneyPayment; page: MoneyPage }) {
	const { number, paymentEvents, rail } = payment;
	const corrected = paymentEvents[0]?.what === "account-corrected";
	const mend = mendOf(payment, page);
	// The newest that says why it has not arrived; mending the account comes after it.
	const trouble = paymentEvents.find(({ what }) => isTrouble(what))?.what;
	return (
		<>
			<Title>
				{isUndone(trouble)
					? m.disbursement_now_undone_title({ number })
					: m.disbursement_now_failed_title({ rail, number })}
			</Title>
			<p>{corrected ? m.disbursement_now_corrected() : whatNow(trouble, rail)}</p>
			{corrected ? (
				<p className="mt-2">{m.disbursement_now_nothing()}</p>
			) : (
				<p className="mt-2">
					<Link to={mend.to}>{mend.label}</Link>
				</p>
			)}
		</>
	);
}
