import { FileDown, Hourglass, ShieldQuestion } from "lucide-react";
import { associationName } from "#app/association/association-name.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import { dongInWords } from "#app/kernel/dong-in-words.ts";
import { formatDate, formatDateTime, formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Section } from "#app/ui/parts/section.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { Unbroken } from "#app/ui/parts/unbroken.tsx";
import { WorkingDayClock } from "#app/ui/parts/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { associationRow, PartyList, type PartyRow } from "../party-list.tsx";
import { ProviderAnswerForm } from "./provider-answer-form.tsx";
import type { ProviderPage } from "./provider-page.server.ts";

type Props = { token: string; page: ProviderPage | null };

/** What a provider's link opens: the agreement in plain words and where it is answered, or how it was answered. */
export function ProviderScreen({ token, page }: Props) {
	if (!page) {
		return <PageTitle lead={m.agreement_provider_dead_text()}>{m.agreement_provider_dead_title()}</PageTitle>;
	}
	if (page.state !== "open") return <Answered token={token} page={page} />;
	return (
		<>
			<Head page={page} />
			<ByWhen page={page} />
			<WhoInvites page={page} />
			<Section title={m.agreement_provider_parties()}>
				<PartyList rows={partyRows(page)} />
			</Section>
			<WhoPays page={page} />
			<Deliveries token={token} page={page} />
			<Section title={m.agreement_provider_answer()} anchor="answer">
				<div className="mt-4">
					<ProviderAnswerForm token={token} page={page} />
				</div>
			</Section>
			<Section title={m.agreement_provider_then()}>
				<p className="mt-4 font-semibold">{m.agreement_provider_then_accept()}</p>
				<ol className="mt-2 list-decimal pl-6">
					<li>{m.agreement_provider_then_in_force()}</li>
					<li>{m.agreement_provider_then_business(whoPays(page))}</li>
					<li>{m.agreement_provider_then_deliver()}</li>
					<li>{m.agreement_provider_then_city(whoPays(page))}</li>
				</ol>
				<p className="mt-4">{m.agreement_provider_then_decline({ business: page.business.name })}</p>
			</Section>
		</>
	);
}

function whoPays({ business, payer }: ProviderPage): { business: string; payer: string } {
	return { business: business.name, payer: payer[getLocale()] };
}

function Head({ page }: { page: ProviderPage }) {
	const amount = formatDong(sumDong(page.lines.map(({ priceDong }) => priceDong)), getLocale());
	return (
		<PageTitle
			look="result"
			over={m.agreement_provider_over({ name: page.name })}
			lead={m.agreement_provider_lead(whoPays(page))}
		>
			{m.agreement_provider_title({ amount })}
		</PageTitle>
	);
}

/** The most days that are drawn. */
const DRAWN_DAYS = 8;

function ByWhen({ page: { lastDay, daysLeft } }: { page: ProviderPage }) {
	const left = daysLeft ?? 0;
	const sentence = left === 0 ? m.agreement_provider_today() : m.agreement_provider_left({ count: left });
	return (
		<Panel tone="yellow" rule="yellow">
			<div className="flex gap-2">
				<Icon of={Hourglass} size={20} className="mt-1 shrink-0" />
				<div>
					<p className="font-bold">{m.agreement_provider_by({ date: formatDateWithWeekday(lastDay, getLocale()) })}</p>
					{left < DRAWN_DAYS ? (
						<WorkingDayClock size="large" squares={["today", ...Array(left).fill("to-come")]} sentence={sentence} />
					) : (
						<p>{sentence}</p>
					)}
				</div>
			</div>
			<p className="mt-2 text-small">{m.agreement_provider_otherwise()}</p>
			<p className="mt-2 font-semibold">
				<a href="#answer">{m.agreement_provider_to_answer()}</a>
			</p>
		</Panel>
	);
}

function WhoInvites({ page }: { page: ProviderPage }) {
	const locale = getLocale();
	const { business, association, reference, number, offeredAt } = page;
	const { by: person, position } = business;
	return (
		<Section title={m.agreement_provider_who()}>
			<div className="border-line border-b py-4">
				<p className="font-bold" lang="vi">
					{business.name}
				</p>
				<p className="text-small">
					{m.agreement_provider_who_business({ person, position, date: formatDate(business.at, locale) })}
				</p>
			</div>
			<div className="border-line border-b py-4">
				<p className="font-bold">{associationName(association, locale)}</p>
				<p className="text-small">
					{m.agreement_provider_who_association({ reference, date: formatDate(offeredAt, locale) })}
				</p>
			</div>
			<p className="mt-4 flex gap-2 text-small">
				<Icon of={ShieldQuestion} size={20} className="shrink-0" />
				<span>
					<Unbroken text={m.agreement_provider_real({ number: number ?? reference })} part={number ?? reference} />
				</span>
			</p>
		</Section>
	);
}

function partyRows({ association, business, parties, number, offeredAt }: ProviderPage): PartyRow[] {
	const locale = getLocale();
	const at = formatDateTime(business.at, locale);
	return [
		associationRow({ association, number, offeredAt }),
		{
			id: "B",
			role: m.agreement_party_b(),
			name: business.name,
			state: "accepted",
			facts: [
				m.agreement_party_tax_code({ taxCode: business.taxCode }),
				m.agreement_party_by({ name: business.by, position: business.position, at }),
			],
		},
		...parties.map((party): PartyRow => {
			const { providerTaxCode: taxCode, answer, answeredAt, answeredByName: name } = party;
			const position = party.answeredByPosition ?? "";
			return {
				id: taxCode,
				role: party.own ? m.agreement_party_c_you() : m.agreement_party_c(),
				name: party.providerName,
				state: answer ?? (party.own ? "you" : "waiting"),
				facts: [
					m.agreement_party_tax_code({ taxCode }),
					...(name && answeredAt
						? [m.agreement_party_by({ name, position, at: formatDateTime(answeredAt, locale) })]
						: []),
				],
			};
		}),
	];
}

function WhoPays({ page }: { page: ProviderPage }) {
	const locale = getLocale();
	const priceDong = sumDong(page.lines.map((line) => line.priceDong));
	const supportDong = sumDong(page.lines.map((line) => line.approvedDong));
	const who = whoPays(page);
	return (
		<Section title={m.agreement_provider_paid()}>
			<Sum
				rows={[
					{
						label: m.agreement_provider_paid_business(who),
						amount: formatDong(priceDong - supportDong, locale),
					},
					{ label: m.agreement_provider_paid_city(who), amount: formatDong(supportDong, locale) },
					{ label: m.agreement_provider_total(), amount: formatDong(priceDong, locale), kind: "total" },
				]}
			/>
			<p className="mt-2 text-small">{m.agreement_provider_words({ words: dongInWords(priceDong, locale) })}</p>
			<p className="mt-3 text-small">
				<strong>{m.agreement_provider_paid_business(who)}:</strong> {m.agreement_provider_paid_business_when()}
			</p>
			<p className="mt-2 text-small">
				<strong>{m.agreement_provider_paid_city(who)}:</strong> {m.agreement_provider_paid_city_when()}
			</p>
		</Section>
	);
}

function Deliveries({ token, page: { lines, parties } }: Props & { page: ProviderPage }) {
	const locale = getLocale();
	return (
		<Section title={m.agreement_provider_deliver()}>
			{lines.map(({ item, description, priceDong }) => (
				<div key={`${item.vi} ${description}`} className="border-line border-b py-4">
					<p className="font-bold" lang="vi">
						{description}
					</p>
					<p className="text-small">
						{item[locale]}, {formatDong(priceDong, locale)}
					</p>
				</div>
			))}
			<p className="mt-4">{m.agreement_provider_promise()}</p>
			<p className="mt-3">{m.agreement_provider_failing()}</p>
			{parties.length > 1 ? <p className="mt-3">{m.agreement_provider_others()}</p> : null}
			<p className="mt-4">
				<WholeText token={token} />
			</p>
		</Section>
	);
}

function WholeText({ token }: { token: string }) {
	return (
		<TextLink to={`/files/provider-agreement?token=${encodeURIComponent(token)}`} file icon={FileDown}>
			{m.agreement_provider_document()}
		</TextLink>
	);
}

/** The link of what was answered, or can't be any more. */
function Answered({ token, page }: { token: string; page: ProviderPage }) {
	const { title, lead } = outcomeOf(page);
	const isRead = page.state === "accepted";
	return (
		<>
			<PageTitle over={m.agreement_provider_page()} lead={lead}>
				{title}
			</PageTitle>
			{isRead ? (
				<>
					<p className="mt-4">
						<WholeText token={token} />
					</p>
					<Section title={m.agreement_provider_parties()}>
						<PartyList rows={partyRows(page)} />
					</Section>
				</>
			) : null}
		</>
	);
}

function outcomeOf({ state, name, business, lastDay, number, inForceAt }: ProviderPage): {
	title: string;
	lead: string;
} {
	const locale = getLocale();
	switch (state) {
		case "accepted":
			return {
				title: m.agreement_provider_accepted_title({ name }),
				lead: inForceAt
					? m.agreement_provider_accepted_in_force({ number: number ?? "", at: formatDateTime(inForceAt, locale) })
					: m.agreement_provider_accepted_waiting(),
			};
		case "declined":
			return {
				title: m.agreement_provider_declined_title({ name }),
				lead: m.agreement_provider_declined_text({ business: business.name }),
			};
		case "ended":
			return {
				title: m.agreement_provider_ended_title(),
				lead: m.agreement_provider_ended_text({ business: business.name }),
			};
		case "late":
		case "open":
			return {
				title: m.agreement_provider_late_title(),
				lead: m.agreement_provider_late_text({ date: formatDate(lastDay, locale), business: business.name }),
			};
	}
}
