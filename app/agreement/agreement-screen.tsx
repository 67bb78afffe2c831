import { FileDown } from "lucide-react";
import type { ReactNode } from "react";
import { associationName } from "#app/association/association-name.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { formatDate, formatDateTime, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum, type SumRow } from "#app/ui/parts/sum.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { AcceptForm } from "./accept-form.tsx";
import type { AgreementPage } from "./agreement-page.server.ts";
import { aheadAndKept } from "./agreement-words.ts";
import { OwnParties } from "./own-parties.tsx";

/**
 * The terms in one page: how much, who pays whom, until when; and where they are accepted.
 *
 * @param children what is to be done once it is in force.
 */
export function AgreementScreen({ page, children }: { page: AgreementPage; children?: ReactNode }) {
	const { reference, terms } = page;
	const locale = getLocale();
	const amount = formatDong(terms.amountDong, locale);
	return (
		<>
			<BackLink to={`/applications/${reference}`}>{m.agreement_back({ reference })}</BackLink>
			<PageTitle look="result" over={m.agreement_over()} lead={leadOf(page)}>
				{titleOf(page, amount)}
			</PageTitle>
			{children}
			<p className="mt-4">
				<TextLink to={`/files/agreements/${reference}`} file icon={FileDown}>
					{m.agreement_document()}
				</TextLink>
			</p>
			<Section title={m.agreement_amounts()}>
				<Sum rows={sumRows(page)} />
				<p className="mt-2">{m.agreement_in_words({ words: dongInWords(terms.amountDong, locale) })}</p>
			</Section>
			<OwnParties page={page} />
			<Section title={m.agreement_terms()}>
				<ol className="mt-4 flex list-decimal flex-col gap-2 pl-6">
					{clausesOf(page).map((clause) => (
						<li key={clause}>{clause}</li>
					))}
				</ol>
			</Section>
			<Acceptance page={page} />
		</>
	);
}

const declinedIn = ({ terms }: AgreementPage) => terms.parties.some(({ answer }) => answer === "declined");

function titleOf(page: AgreementPage, amount: string): string {
	const { terms } = page;
	if (!terms.accepted) return m.agreement_title({ amount });
	if (terms.inForceAt) return m.agreement_title_accepted({ amount });
	return declinedIn(page) ? m.agreement_title_declined() : m.agreement_title_waiting();
}

function leadOf(page: AgreementPage): string {
	const { terms, daysLeft, state, lastDay } = page;
	const locale = getLocale();
	const date = formatDate(lastDay, locale);
	if (terms.accepted && terms.inForceAt) {
		const { byName: name, position, at } = terms.accepted;
		const { number, inForceAt, formerForm } = terms;
		return number && !formerForm
			? m.agreement_lead_in_force({ number, at: formatDateTime(inForceAt, locale) })
			: m.agreement_lead_accepted({ name, position, at: formatDateTime(at, locale) });
	}
	if (state === "lapsed" || daysLeft === null) return m.agreement_refusal_lapsed();
	if (terms.accepted)
		return declinedIn(page) ? m.agreement_lead_declined({ date }) : m.agreement_lead_waiting({ date });
	return daysLeft === 0 ? m.agreement_lead_today({ date }) : m.agreement_lead({ date, count: daysLeft });
}

function sumRows({ lines, supportItems, terms }: AgreementPage): SumRow[] {
	const locale = getLocale();
	const money = (amountDong: bigint) => formatDong(amountDong, locale);
	const priceDong = sumDong(lines.map((line) => line.priceDong));
	return [
		...lines.flatMap((line): SumRow[] => [
			{
				label: `${nameOf(supportItems, line.supportItemCode)}: ${line.description}, ${line.providerName}`,
				kind: "heading",
			},
			{ label: m.agreement_city_pays(), amount: money(line.approvedDong) },
			{ label: m.agreement_you_pay(), amount: money(line.priceDong - line.approvedDong) },
		]),
		{ label: m.agreement_price_total(), amount: money(priceDong), kind: "total" },
		// The shares of one line are those of the whole.
		...(lines.length > 1
			? [
					{ label: m.agreement_city_total(), amount: money(terms.amountDong) },
					{ label: m.agreement_your_total(), amount: money(priceDong - terms.amountDong) },
				]
			: []),
	];
}

function nameOf(supportItems: AgreementPage["supportItems"], code: string): string {
	return supportItems.find((item) => item.code === code)?.[getLocale()] ?? code;
}

/** The duties in everyday words; the PDF has them in those of the model contract. */
function clausesOf({ terms, association, lastDay }: AgreementPage): string[] {
	const locale = getLocale();
	const { accepted, payee } = terms;
	// The last day is after the year's end, and what is not accepted by then lapses when the year is closed.
	const { offeredAt, settings, inForceAt } = terms;
	const year = yearOf(plainDateAt(offeredAt));
	const goesOn = inForceAt === null && settings.yearEndReservations === "lapse" && yearOf(lastDay) > year;
	const closesBefore = goesOn ? year : null;
	return [
		payee === "provider" ? m.agreement_clause_provider() : m.agreement_clause_business(),
		m.agreement_clause_buy(),
		m.agreement_clause_truth(),
		m.agreement_clause_rest(),
		...aheadAndKept(terms, locale),
		m.agreement_clause_association({ association: associationName(association, locale) }),
		...(accepted ? [] : [m.agreement_clause_lapse()]),
		...(closesBefore === null ? [] : [m.agreement_clause_year_end({ year: closesBefore, next: closesBefore + 1 })]),
	];
}

function Acceptance({ page }: { page: AgreementPage }) {
	const { accept, terms, providers } = page;
	if (terms.accepted) return <MoreTime page={page} />;
	if (!accept.allowed && accept.reason !== "agreement_refusal_right_to_bind") return null;
	return (
		<Section title={m.agreement_accept_title()}>
			<div className="mt-4">
				<AcceptForm
					decisionId={page.terms.decisionId}
					providers={providers}
					providerDays={terms.settings.providerWorkingDays}
					reason={accept.allowed ? undefined : reasonText(accept.reason)}
				/>
			</div>
			<MoreTime page={page} />
		</Section>
	);
}

/** The one extension, for whoever is waited for. */
function MoreTime({ page: { extend, extendedTo, reference } }: { page: AgreementPage }) {
	if (!extend.allowed) return null;
	return (
		<p className="mt-6">
			{m.agreement_more_time()}{" "}
			<TextLink to={`/applications/${reference}/agreement/extension`}>
				{m.agreement_extend_link({ date: formatDate(extendedTo, getLocale()) })}
			</TextLink>
		</p>
	);
}
