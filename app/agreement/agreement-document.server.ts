import type { Readable } from "node:stream";
import { associationName } from "#app/association/association-name.ts";
import { addressInWords } from "#app/business/business-words.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { m } from "#messages/messages.js";
import { agreement, type Party } from "#templates/agreement.ts";
import type { AgreementParts } from "./agreement-page.server.ts";
import { aheadAndKept } from "./agreement-words.ts";

function providersOf({ lines }: AgreementParts): Party[] {
	const byTaxCode = new Map(lines.map(({ providerName, providerTaxCode }) => [providerTaxCode, providerName]));
	return [...byTaxCode].map(([taxCode, name]) => ({ name, taxCode }));
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
		offeredAt: terms.offeredAt,
		grounds: [...sources].map((source) => m.agreement_ground({ source }, { locale })),
		association: { name: associationName(page.association, locale) },
		business: {
			name: business.legalName,
			taxCode: formatTaxCode(business.taxCode),
			address: addressInWords(business, locale),
			...(terms.accepted ? { representative: `${terms.accepted.byName}, ${terms.accepted.position}` } : {}),
		},
		providers: terms.payee === "provider" ? providersOf(page) : [],
		payee: terms.payee,
		lines: lines.map((line) => ({
			item: `${itemOf(line.supportItemCode)?.[locale] ?? line.supportItemCode}: ${line.description}`,
			provider: line.providerName,
			priceDong: line.priceDong,
			supportDong: line.approvedDong,
		})),
		payingTerms: aheadAndKept(terms, locale),
		acceptBy: terms.acceptBy,
		...(terms.accepted
			? { accepted: { by: terms.accepted.byName, position: terms.accepted.position, at: terms.accepted.at } }
			: {}),
	});
}
