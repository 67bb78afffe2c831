import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { accountInWords } from "#app/business/business-words.ts";
import { priorityGroupName, sizeClassLabel } from "#app/business/size-class-text.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import { formatNumber } from "#app/kernel/number.ts";
import { formatDate, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { TurnList } from "#app/turn/turn-list.tsx";
import { whoActs } from "#app/turn/turn-words.ts";
import { WaitingList } from "#app/turn/waiting-list.tsx";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { SummaryList } from "#app/ui/parts/summary-list.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { BusinessDetails, BusinessHome } from "./business-home.server.ts";

/** So many things are shown at once; the others are one link away. */
const SHOWN = 5;

/** The first page of a business: what it has to do, what others have to do, its money, itself. */
export function BusinessHomeScreen({ home, all }: { home: BusinessHome; all: boolean }) {
	const { mine, waiting, usual } = home;
	const isQuiet = mine.length === 0 && waiting.length > 0;
	return (
		<div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_21rem]">
			<div>
				<HomeTitle home={home} />
				<TurnList turns={all ? mine : mine.slice(0, SHOWN)} />
				{mine.length > SHOWN ? (
					<p className="mt-4">
						{all ? (
							<Link to="/business">{m.turn_mine_fewer({ count: SHOWN })}</Link>
						) : (
							<Link to="/business?all=1">{m.turn_mine_all({ count: mine.length })}</Link>
						)}
					</p>
				) : null}
				{mine.length + waiting.length === 0 ? <NextApplication /> : null}
				{waiting.length > 0 ? (
					<Section title={m.turn_waiting()} rule={false}>
						<WaitingList turns={waiting} usual={usual} />
					</Section>
				) : null}
			</div>
			<div className="mt-8 md:mt-12 lg:mt-0">
				<MoneyLine home={home} />
				{isQuiet ? <Meanwhile meanwhile={home.meanwhile} /> : null}
				<AboutBusiness details={home} />
				{isQuiet ? null : (
					<Section title={m.business_home_more()} rule={false}>
						<p>
							<Link to="/check">{m.business_home_check()}</Link>
						</p>
					</Section>
				)}
			</div>
		</div>
	);
}

/** What one can do while only others act: none of it is asked for. */
function Meanwhile({ meanwhile }: Pick<BusinessHome, "meanwhile">) {
	const links = [
		...(meanwhile
			? [
					{
						to: `/assess/result/${meanwhile.assessmentId}`,
						words: m.business_home_easiest({ count: meanwhile.questions, level: meanwhile.level }),
					},
				]
			: []),
		{ to: "/check", words: m.business_home_check() },
	];
	return (
		<Section title={m.business_home_meanwhile()}>
			<ul>
				{links.map(({ to, words }) => (
					<li key={to} className="flex min-h-11 items-center border-line border-b py-2">
						<Link to={to}>{words}</Link>
					</li>
				))}
			</ul>
		</Section>
	);
}

/** "Đến lượt bạn: 3 việc, gần nhất 23/11/2026": the answer to "what now?" in the title itself. */
export function homeTitle({ mine }: Pick<BusinessHome, "mine">): string {
	if (mine.length === 0) return m.turn_title_none();
	const title = m.turn_title({ count: mine.length });
	const overdue = mine.filter(({ overdueDays }) => overdueDays > 0).length;
	if (overdue > 0) return `${title}, ${m.turn_title_overdue({ overdue })}`;
	const [first] = mine;
	return first?.dueOn ? `${title}, ${m.turn_title_nearest({ date: formatDate(first.dueOn, getLocale()) })}` : title;
}

function HomeTitle({ home }: { home: BusinessHome }) {
	const day = formatDateWithWeekday(home.today, getLocale());
	const over = (
		<>
			{/* Beside the menu the head of the page has the name. */}
			<span className="block md:hidden">{home.business.legalName}</span>
			{day.charAt(0).toLocaleUpperCase(getLocale()) + day.slice(1)}
		</>
	);
	return (
		<PageTitle over={over} lead={home.mine.length === 0 ? quietSentence(home) : undefined}>
			{homeTitle(home)}
		</PageTitle>
	);
}

/** When nothing is asked: whom everything waits for, and until when. */
function quietSentence({ waiting: [next] }: BusinessHome): ReactNode {
	if (!next) return `${m.turn_none_idle()} ${m.business_home_next_application()}`;
	const locale = getLocale();
	const who = whoActs(next, locale);
	if (next.dueOn === null || next.overdueDays > 0) return m.turn_none_wait({ who });
	const date = formatDateWithWeekday(next.dueOn, locale);
	const [before, after] = m.turn_none_next({ who, date }).split(date);
	return (
		<>
			{before}
			<strong>{date}</strong>
			{after}
		</>
	);
}

function NextApplication() {
	return (
		<p>
			<ButtonLink to="/applications/new">{m.business_home_do_application()}</ButtonLink>
		</p>
	);
}

function MoneyLine({ home: { money } }: { home: BusinessHome }) {
	const locale = getLocale();
	const arrived = {
		provider: m.turn_home_arrived_provider,
		business: m.turn_home_arrived_business,
		both: m.turn_home_arrived_both,
	}[money.payee];
	const held = [
		{ label: m.turn_home_to_sign(), amountDong: money.toSignDong },
		{ label: m.turn_home_to_claim(), amountDong: money.toClaimDong },
	].filter(({ amountDong }) => amountDong > 0n);
	const moved = [
		{ label: arrived(), amountDong: money.arrivedDong },
		{ label: m.turn_home_on_its_way(), amountDong: money.onItsWayDong },
	];
	const hasMoved = moved.some(({ amountDong }) => amountDong !== 0n);
	const rows = [...(hasMoved ? moved : []), ...held];
	return (
		<Section title={m.turn_home_money()}>
			{rows.length === 0 ? (
				<p className="mt-3">{m.turn_home_money_none()}</p>
			) : (
				<Sum rows={rows.map(({ label, amountDong }) => ({ label, amount: formatDong(amountDong, locale) }))} />
			)}
			<p className="mt-2">
				<Link to="/money">{m.business_home_money()}</Link>
			</p>
		</Section>
	);
}

/** Six small lines about the business; all of it is one link away. */
function AboutBusiness({ details }: { details: BusinessDetails }) {
	const locale = getLocale();
	const { business, size, assessment } = details;
	const { figures, account } = business;
	const employees = figures && m.business_home_employees({ count: formatNumber(figures.employees, locale) });
	const groups = size?.groups.map((group) => priorityGroupName(group, locale)).join(", ");
	const noAccount = (
		<>
			{m.business_home_bank_unknown()}. <Link to="/business/bank-account">{m.business_home_bank_add()}</Link>
		</>
	);
	const lines: [string, ReactNode][] = [
		[m.business_field_tax_code(), formatTaxCode(business.taxCode)],
		[
			m.business_home_size(),
			size && employees ? `${sizeClassLabel(size.sizeClass, locale)}, ${employees}` : m.business_home_size_unknown(),
		],
		[m.business_field_section(), economicSection(business.section)?.[locale] ?? business.section],
		[
			m.business_home_groups(),
			groups ? groups.charAt(0).toLocaleUpperCase(locale) + groups.slice(1) : m.business_home_groups_none(),
		],
		[m.business_home_assessment(), assessment ? levelOf(assessment) : m.business_home_assessment_none()],
		[m.business_home_bank(), account ? accountInWords(account) : noAccount],
	];
	return (
		<Section title={m.business_home_about()}>
			<dl className="mt-3 grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1 text-small">
				{lines.map(([term, value]) => (
					<div key={term} className="contents">
						<dt className="text-ink2">{term}</dt>
						<dd className="num">{value}</dd>
					</div>
				))}
			</dl>
			<p className="mt-3 text-small">
				<Link to="/business/details">{m.business_home_details()}</Link>
			</p>
		</Section>
	);
}

function levelOf({ level, name, completedOn }: NonNullable<BusinessDetails["assessment"]>): string {
	const locale = getLocale();
	return m.business_home_assessment_of({ level, name: name[locale], date: formatDate(completedOn, locale) });
}

/** The latest measured level, or the way to measure it. */
export function AssessmentSummary({ assessment }: Pick<BusinessDetails, "assessment">) {
	const value = assessment ? levelOf(assessment) : m.business_home_assessment_none();
	const label = assessment ? m.business_home_assess_again() : m.business_home_assess();
	return <SummaryList rows={[{ term: m.business_home_assessment(), value, change: { href: "/assess", label } }]} />;
}
