import { partiesOf } from "#app/agreement/provider/parties.server.ts";
import { claimedProvider } from "#app/claim/claim.rules.ts";
import { claimCaseOf } from "#app/claim/claim-case.server.ts";
import { unsafeReadPayeeAccount } from "#app/claim/payee-account.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { isAmong, knownAddresses } from "#app/review/finding/provider-addresses.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

/**
 * To which account a provider is going to be paid, told to it before the money leaves: the business names the account, and whoever
 * sells can say in time that it is not theirs. It goes to the address that accepted the agreement, and to those at which
 * the provider answered others; nothing where Stripe pays, as the provider fills in that account itself.
 */
export const tellPayee: JobHandler<"claim.payee-named"> = async ({ claimId, at }, now) => {
	const claim = await claimCaseOf(db, claimId);
	const provider = claimedProvider(claim.lines, claim.draft.lines);
	const account = await unsafeReadPayeeAccount(db, claimId);
	const { payableDong } = await db
		.selectFrom("claim")
		.select("payableDong")
		.where("id", "=", claimId)
		.executeTakeFirstOrThrow();
	if (claim.payee !== "provider" || !provider || !account || !payableDong) return;
	const { providerName: name, providerTaxCode: taxCode } = provider;
	const applicationId = claim.application.id;
	const party = (await partiesOf(db, applicationId)).find(
		({ answer, providerTaxCode }) => answer === "accepted" && sameTaxpayer(providerTaxCode, taxCode),
	);
	const answered = await knownAddresses(db, applicationId, { taxCode, lines: [] });
	const { email = "", locale = "vi" } = party ?? {};
	const others = answered.filter((address) => !isAmong([email], address));
	const addresses = [
		...(email === "" ? [] : [{ email, locale }]),
		...others.map((each) => ({ email: each, locale: "vi" as const })),
	];
	const { facts } = await readMailCase(applicationId, now);
	await mailEach(
		addresses.map((address) => ({ personId: address.email, name, ...address })),
		{
			key: `claim.payee-named:${claimId}:${at}`,
			name: "provider-to-be-paid",
			props: (to) => ({
				...facts(to, ""),
				provider: name,
				claim: claim.reference,
				payableDong: String(payableDong),
				bank: bankOf(account.bankBin)?.shortName ?? account.bankBin,
				accountLast4: account.number.slice(-4),
			}),
			now,
		},
	);
};
