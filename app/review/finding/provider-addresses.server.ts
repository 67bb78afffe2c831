import type { Kysely } from "kysely";
import type { SubmittedLine } from "#app/application/submission.server.ts";
import { sameMailbox } from "#app/kernel/mail-address.ts";
import { sameTaxpayer, taxpayerOf } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { taxpayerIn } from "#db/taxpayer.server.ts";

type ProviderLine = Pick<SubmittedLine, "providerTaxCode" | "providerEmail">;

/**
 * The addresses that are known to be a provider's: those at which it answered other agreements, where a person has verified what
 * was paid for its own lines and nothing of it was asked back; of one who never did, those that stood in the application
 * when it was decided. Whoever reads the mailbox of another one, which the business names later, answers for the provider,
 * and nobody has looked at it. The one that answered last comes first. An address is judged with the lines of its provider, and no other claim makes it known.
 */
export async function knownAddresses(
	db: Kysely<Tables>,
	applicationId: string,
	{ taxCode, lines }: { taxCode: string; lines: readonly ProviderLine[] },
): Promise<string[]> {
	const provider = taxpayerOf(taxCode);
	const answered = await db
		.selectFrom("agreementParty")
		.select("email")
		.groupBy("email")
		.where(taxpayerIn("agreement_party.provider_tax_code"), "=", provider)
		.where("answer", "=", "accepted")
		.where("applicationId", "!=", applicationId)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("claim")
					.innerJoin("claimLine", "claimLine.claimId", "claim.id")
					.innerJoin("costLine", "costLine.id", "claimLine.costLineId")
					.select("claim.id")
					.whereRef("claim.applicationId", "=", "agreementParty.applicationId")
					.where("claim.state", "=", "verified")
					.where(taxpayerIn("cost_line.provider_tax_code"), "=", provider),
			),
		)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("recovery")
						.select("recovery.id")
						.whereRef("recovery.applicationId", "=", "agreementParty.applicationId")
						.where("recovery.state", "!=", "dropped"),
				),
			),
		)
		.orderBy((eb) => eb.fn.max("answeredAt"), "desc")
		.execute();
	return answered.length > 0 ? answered.map(({ email }) => email) : submittedAddresses(lines, taxCode);
}

/** The addresses of a provider in the lines of an application. */
export function submittedAddresses(lines: readonly ProviderLine[], taxCode: string): string[] {
	const own = lines.filter(({ providerTaxCode }) => sameTaxpayer(providerTaxCode, taxCode));
	return [...new Set(own.map(({ providerEmail }) => providerEmail))].filter((email) => email !== "");
}

/** Whether an address is one of these, however it is written. */
export function isAmong(addresses: readonly string[], email: string): boolean {
	return addresses.some((address) => sameMailbox(address, email));
}
