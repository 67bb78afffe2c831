import { type Kysely, sql } from "kysely";
import type { SubmittedLine } from "#app/application/submission.server.ts";
import { sameMailbox } from "#app/kernel/mail-address.ts";
import { readTaxCode, sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";

type ProviderLine = Pick<SubmittedLine, "providerTaxCode" | "providerEmail">;

/**
 * The addresses that are known to be a provider's: those at which it answered other agreements of which a person has verified a
 * claim; of one who never did, those that stood in the application when it was decided. Whoever reads the mailbox of
 * another one, which the business names later, answers for the provider, and nobody has looked at it.
 */
export async function knownAddresses(
	db: Kysely<Tables>,
	applicationId: string,
	{ taxCode, lines }: { taxCode: string; lines: readonly ProviderLine[] },
): Promise<string[]> {
	const read = readTaxCode(taxCode);
	const answered = await db
		.selectFrom("agreementParty")
		.select("email")
		.distinct()
		.where(sql<string>`split_part(provider_tax_code, '-', 1)`, "=", read.ok ? read.taxCode.digits : taxCode)
		.where("answer", "=", "accepted")
		.where("applicationId", "!=", applicationId)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("claim")
					.select("claim.id")
					.whereRef("claim.applicationId", "=", "agreementParty.applicationId")
					.where("claim.state", "=", "verified"),
			),
		)
		.orderBy("email")
		.execute();
	if (answered.length > 0) return answered.map(({ email }) => email);
	const own = lines.filter(({ providerTaxCode }) => sameTaxpayer(providerTaxCode, taxCode));
	return [...new Set(own.map(({ providerEmail }) => providerEmail))].filter((email) => email !== "");
}

/** Whether an address is one of these, however it is written. */
export function isAmong(addresses: readonly string[], email: string): boolean {
	return addresses.some((address) => sameMailbox(address, email));
}
