import { partiesOf } from "#app/agreement/provider/parties.server.ts";
import { claimedProvider } from "#app/claim/claim.rules.ts";
import { claimCaseOf } from "#app/claim/claim-case.server.ts";
import { unsafeReadPayeeAccount } from "#app/claim/payee-account.server.ts";
import { unsafeReadClaim } from "#app/claim/visible-claims.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { isAmong, knownAddresses } from "#app/review/finding/provider-addresses.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

/** Of the addresses at which a provider answered other agreements, the newest. */
const TOLD_AT_MOST = 3;

/**
 * To which account a provider is going to be paid, told to it before the money leaves: the business names the account, and whoever
 * sells can say in time that it is not theirs. It goes to the address that accepted the agreement; where that is none at
 * which the provider has answered before, those hear that another did. Nothing where Stripe pays, as the provider fills in that
 * account itself.
 */
export const tellPayee: JobHandler<"claim.payee-named"> = async ({ claimId, at }, now) => {
	const claim = await claimCaseOf(db, claimId);
	const provider = claimedProvider(claim.lines, claim.draft.lines);
	const account = await unsafeReadPayeeAccount(db, claimId);
	const { payableDong } = await unsafeReadClaim(db, claimId);
	if (claim.payee !== "provider" || !provider || !account || !payableDong) return;
	const { providerName: name, providerTaxCode: taxCode } = provider;
	const applicationId = claim.application.id;
	const party = (await partiesOf(db, applicationId)).find(
		({ answer, providerTaxCode }) => answer === "accepted" && sameTaxpayer(providerTaxCode, taxCode),
	);
	if (!party) return;
	const { email, locale } = party;
	const answered = await knownAddresses(db, applicationId, { taxCode, lines: [] });
	// Where somebody else answered this time, those who did before hear that it happened, and nothing of the other's business.
	const before = answered.length === 0 || isAmong(answered, email) ? [] : answered.slice(0, TOLD_AT_MOST);
	const { facts } = await readMailCase(applicationId, now);
	const key = `claim.payee-named:${claimId}:${at}`;
	const details = {
		claim: claim.reference,
		payableDong: String(payableDong),
		bank: bankOf(account.bankBin)?.shortName ?? account.bankBin,
		accountLast4: account.number.slice(-4),
	};
	await mailEach([{ personId: email, name, email, locale }], {
		...{ key, name: "provider-to-be-paid", now },
		props: (to) => ({ ...facts(to, ""), provider: name, ...details }),
	});
	await mailEach(
		before.map((address) => ({ personId: address, name, email: address, locale: "vi" as const })),
		{
			...{ key, name: "provider-answered-elsewhere", now },
			props: (to) => {
				const { name: toName, reference, association, url } = facts(to, "");
				return { name: toName, reference, association, url, provider: name };
			},
		},
	);
};
