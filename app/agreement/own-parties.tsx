import { formatDate, formatDateTime } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AgreementPage } from "./agreement-page.server.ts";
import { associationRow, PartyList, type PartyRow } from "./party-list.tsx";

/** The parties as the business sees them: who has accepted, and what it can do about a provider that has not. */
export function OwnParties({ page }: { page: AgreementPage }) {
	const { terms, association, business } = page;
	const { accepted, number, offeredAt } = terms;
	const rows: PartyRow[] = [
		associationRow({ association, number, offeredAt }),
		{
			id: "B",
			role: m.agreement_party_b(),
			name: business.legalName,
			state: accepted ? "accepted" : "you",
			facts: [
				m.agreement_party_tax_code({ taxCode: formatTaxCode(business.taxCode) }),
				...(accepted ? [saidBy(accepted.byName, accepted.position, accepted.at)] : []),
			],
		},
		...providerRows(page),
	];
	return (
		<Section title={m.agreement_parties()}>
			<PartyList rows={rows} />
			{page.giveUp.allowed ? (
				<p className="mt-4">
					<TextLink to={`/applications/${page.reference}/agreement/give-up`}>{m.agreement_give_up_link()}</TextLink>
				</p>
			) : null}
		</Section>
	);
}

function saidBy(name: string, position: string, at: Date): string {
	return m.agreement_party_by({ name, position, at: formatDateTime(at, getLocale()) });
}

function providerRows({ reference, terms, providers, asks }: AgreementPage): PartyRow[] {
	const locale = getLocale();
	const role = m.agreement_party_c();
	if (!terms.accepted) {
		return providers.map(({ taxCode, name }) => {
			const facts = [m.agreement_party_tax_code({ taxCode })];
			return { id: taxCode, role, name, state: "waiting", facts };
		});
	}
	return terms.parties.map(
		({ id, providerName: name, providerTaxCode: taxCode, email, askedAt, answer, reasons, ...answered }) => {
			const mailed = m.agreement_party_mailed({ date: formatDate(askedAt, locale), email });
			const { answeredByName, answeredByPosition, answeredAt } = answered;
			return {
				id,
				role,
				name,
				state: answer ?? "waiting",
				facts: [
					m.agreement_party_tax_code({ taxCode }),
					answeredByName && answeredAt ? saidBy(answeredByName, answeredByPosition ?? "", answeredAt) : mailed,
					...(reasons ? [m.agreement_party_said({ reasons })] : []),
				],
				children:
					answer !== "accepted" && asks.allowed ? (
						<p className="mt-1">
							<TextLink to={`/applications/${reference}/agreement/providers/${id}`}>
								{answer === "declined" ? m.agreement_party_ask_anew() : m.agreement_party_ask_again()}
							</TextLink>
						</p>
					) : null,
			};
		},
	);
}
