import { Link } from "@remix-run/react";
import { StateTag } from "#app/application/state-tag.tsx";
import { ClaimStateTag } from "#app/claim/claim-state-tag.tsx";
import { DisbursementStateTag } from "#app/disbursement/disbursement-state-tag.tsx";
import { type MoneySums, stageOf } from "#app/disbursement/money.rules.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { TaskList } from "#app/ui/parts/task-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { MoneyPage, MoneyPayment } from "./money-page.server.ts";
import { MoneySum } from "./money-sum.tsx";

/** The money of all applications in one sum, and each with what happens to it. */
export function MoneyOverview({ pages }: { pages: MoneyPage[] }) {
	if (pages.length === 0) {
		return (
			<>
				<PageTitle>{m.disbursement_money_title()}</PageTitle>
				<EmptyState sentence={m.disbursement_money_none()}>
					<Link to="/applications">{m.disbursement_money_none_next()}</Link>
				</EmptyState>
			</>
		);
	}
	const payees = new Set(pages.map(({ payee }) => payee));
	const [payee = "both"] = payees.size === 1 ? payees : ["both" as const];
	const percents = new Set(pages.flatMap((page) => (page.sums.keptDong > 0n ? page.keptPercent : [])));
	const [keptPercent = null] = percents.size === 1 ? percents : [];
	return (
		<>
			<PageTitle>{m.disbursement_money_title()}</PageTitle>
			<MoneySum sums={total(pages)} keptPercent={keptPercent} payee={payee} />
			<Section title={m.disbursement_money_applications()}>
				<TaskList tasks={pages.map(taskOf)} />
			</Section>
		</>
	);
}

function total(pages: readonly MoneyPage[]): MoneySums {
	const of = (part: keyof MoneySums) => sumDong(pages.map(({ sums }) => sums[part]));
	return {
		approvedDong: of("approvedDong"),
		arrivedDong: of("arrivedDong"),
		toEarnDong: of("toEarnDong"),
		keptDong: of("keptDong"),
		onItsWayDong: of("onItsWayDong"),
		toClaimDong: of("toClaimDong"),
		givenBackDong: of("givenBackDong"),
	};
}

function taskOf(page: MoneyPage) {
	const { reference, sums, state, programme } = page;
	const locale = getLocale();
	const payment = paymentInHand(page);
	return {
		title: reference,
		href: `/applications/${reference}/money`,
		fact: m.disbursement_money_fact({
			programme: locale === "vi" ? programme.nameVi : programme.nameEn,
			approved: formatDong(sums.approvedDong, locale),
			onItsWay: formatDong(sums.onItsWayDong, locale),
		}),
		tag: <MoneyTag payment={payment} state={state} />,
	};
}

/** The payment that something happens to next; null when nothing is under way. */
function paymentInHand({ payments }: Pick<MoneyPage, "payments">): MoneyPayment | null {
	const open = payments.filter((payment) => !["paid", "refused", "settled"].includes(stageOf(payment)));
	// What needs the business first, else the newest.
	return open.find((payment) => ["mending", "failed"].includes(stageOf(payment))) ?? open[0] ?? null;
}

/** The state of what happens next: of the payment, else of the claim, else of the application. */
function MoneyTag({ payment, state }: { payment: MoneyPayment | null; state: MoneyPage["state"] }) {
	if (payment?.state) return <DisbursementStateTag state={payment.state} rail={payment.rail} />;
	return payment ? <ClaimStateTag state={payment.claimState} /> : <StateTag state={state} />;
}
