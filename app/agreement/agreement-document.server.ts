import type { Readable } from "node:stream";
import { associationName } from "#app/association/association-name.ts";
import { addressInWords } from "#app/business/business-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";
import { agreement } from "#templates/agreement.ts";
import type { Party } from "#templates/parts/agreement-parties.ts";
import type { AgreementParts } from "./agreement-page.server.ts";
import { lastDayOf } from "./agreement-terms.server.ts";
import { aheadAndKeptInContract } from "./agreement-words.ts";
import { providersOf } from "./provider/providers.rules.ts";

/** The providers as they stand in the agreement: parties once the business has accepted, before that as named by the lines. */
function providersIn({ lines, terms }: AgreementParts): Party[] {
	if (terms.payee !== "provider") return [];
	const addressOf = (taxCode: string) => {
		const address = lines.find((line) => line.providerTaxCode === taxCode)?.providerAddress;
		return address ? { address } : {};
	};
	if (terms.parties.length === 0) {
		return providersOf(lines).map(({ taxCode, name }) => ({ name, taxCode, ...addressOf(taxCode) }));
	}
	return terms.parties.map(
		({ providerName, providerTaxCode, answer, answeredAt, answeredByName, answeredByPosition }) => ({
			name: providerName,
			taxCode: providerTaxCode,
			...addressOf(providerTaxCode),
			...(answer === "accepted" && answeredAt && answeredByName
				? representedBy({ byName: answeredByName, position: answeredByPosition ?? "", at: answeredAt })
				: {}),
		}),
	);
}

/** Who accepted for a party, as its representative and at its signature. */
function representedBy({ byName, position, at }: { byName: string; position: string; at: Date }) {
	return { representative: `${byName}, ${position}`, consent: { by: byName, position, at } };
}

/** The terms as a PDF: to be read before they are accepted, and a record of who accepted them afterwards. */
export function agreementDocument(page: AgreementParts, locale: Locale): Readable {
	const { terms, business, lines, supportItems } = page;
	const itemOf = (code: string) => supportItems.find((item) => item.code === code);
	const codes = new Set(lines.map(({ supportItemCode }) => supportItemCode));
	const sources = new Set([...codes].flatMap((code) => itemOf(code)?.legalReference[locale] ?? []));
	return agreement({
		locale,
		reference: page.reference,
		...(terms.number ? { number: terms.number } : {}),
		grounds: [...sources].map((source) => m.agreement_ground({ source }, { locale })),
		association: {
			name: associationName(page.association, locale),
			// It decides as a body: whose hand it was is not the other parties' to know.
			consent: { by: associationName(page.association, locale), at: terms.offeredAt },
		},
		business: {
			name: business.legalName,
			taxCode: formatTaxCode(business.taxCode),
			address: addressInWords(business, locale),
			...(terms.accepted ? representedBy(terms.accepted) : {}),
		},
		providers: providersIn(page),
		payee: terms.payee,
		payer: terms.settings.payer[locale],
		lines: lines.map((line) => ({
			item: `${itemOf(line.supportItemCode)?.[locale] ?? line.supportItemCode}: ${line.description}`,
			provider: line.providerName,
			priceDong: line.priceDong,
			supportDong: line.approvedDong,
		})),
		payingTerms: aheadAndKeptInContract(terms, locale),
		acceptBy: lastDayOf(terms),
		...(terms.inForceAt ? { inForceFrom: terms.inForceAt, formerForm: terms.formerForm } : {}),
	});
}
