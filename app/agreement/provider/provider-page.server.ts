import type { Kysely } from "kysely";
import { unsafeFindApplication } from "#app/application/visible-applications.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode, sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { type LinkState, linkStateOf } from "../agreement.access.ts";
import { daysLeft } from "../agreement.rules.ts";
import { type AgreementParts, partsOf } from "../agreement-page.server.ts";
import { lastDayOf } from "../agreement-terms.server.ts";
import { codeEnds } from "./answer-code.server.ts";
import type { ProviderParty } from "./parties.server.ts";
import { partyOfLink } from "./provider-link.server.ts";
import { hiddenAddress } from "./providers.rules.ts";

export type ProviderLine = {
	item: { vi: string; en: string };
	description: string;
	priceDong: bigint;
	approvedDong: bigint;
};

type PartyShown = Pick<ProviderParty, "providerName" | "providerTaxCode" | "answer" | "answeredAt"> &
	Pick<ProviderParty, "answeredByName" | "answeredByPosition"> & { own: boolean };

/** What the link of a provider opens. Addresses are shown in part: whoever holds the link may not read the mailbox. */
export type ProviderPage = {
	state: LinkState;
	reference: string;
	number: string | null;
	name: string;
	/** "kh••••@vamsong.example". */
	sentTo: string;
	/** The code that was asked for and is good still. */
	code: { at: Date; until: Date } | null;
	lastDay: PlainDate;
	daysLeft: number | null;
	inForceAt: Date | null;
	payer: { vi: string; en: string };
	business: { name: string; taxCode: string; by: string; position: string; at: Date };
	association: AgreementParts["association"];
	offeredAt: Date;
	parties: PartyShown[];
	lines: ProviderLine[];
};

/** The agreement that a provider's link opens, with all that its page and PDF show; null for a link that is none. */
export async function linkedAgreement(
	db: Kysely<Tables>,
	token: string,
): Promise<{ parts: AgreementParts; party: ProviderParty } | null> {
	const linked = await partyOfLink(db, token);
	const application = linked && (await unsafeFindApplication(db, linked.applicationId));
	const parts = application && (await partsOf(db, application));
	const party = parts?.terms.parties.find(({ id }) => id === linked?.partyId);
	return parts && party ? { parts, party } : null;
}

/** The page of a provider, by its link; null for a link that is none, or was replaced. */
export async function providerPage(db: Kysely<Tables>, token: string, now: Date): Promise<ProviderPage | null> {
	const found = await linkedAgreement(db, token);
	if (!found?.parts.terms.accepted) return null;
	const { parts, party } = found;
	const { terms, supportItems } = parts;
	const { accepted } = found.parts.terms;
	const today = plainDateAt(now);
	const lastDay = lastDayOf(terms);
	const until = party.codeAskedAt && codeEnds(party.codeAskedAt);
	return {
		state: linkStateOf({ state: parts.state, answer: party.answer, today, lastDay }),
		reference: parts.reference,
		number: terms.number,
		name: party.providerName,
		sentTo: hiddenAddress(party.email),
		code: party.codeAskedAt && until && until > now ? { at: party.codeAskedAt, until } : null,
		lastDay,
		daysLeft: daysLeft(today, lastDay, await readHolidays(db)),
		inForceAt: terms.inForceAt,
		payer: terms.settings.payer,
		business: {
			name: parts.business.legalName,
			taxCode: formatTaxCode(parts.business.taxCode),
			by: accepted?.byName ?? "",
			position: accepted?.position ?? "",
			at: accepted?.at ?? terms.offeredAt,
		},
		association: parts.association,
		offeredAt: terms.offeredAt,
		parties: terms.parties.map((each) => ({
			providerName: each.providerName,
			providerTaxCode: each.providerTaxCode,
			answer: each.answer,
			answeredAt: each.answeredAt,
			answeredByName: each.answeredByName,
			answeredByPosition: each.answeredByPosition,
			own: each.id === party.id,
		})),
		lines: parts.lines
			.filter((line) => sameTaxpayer(line.providerTaxCode, party.providerTaxCode))
			.map((line) => {
				const item = supportItems.find(({ code }) => code === line.supportItemCode);
				const { description, priceDong, approvedDong, supportItemCode } = line;
				const named = { vi: item?.vi ?? supportItemCode, en: item?.en ?? supportItemCode };
				return { item: named, description, priceDong, approvedDong };
			}),
	};
}
