import type { Kysely } from "kysely";
import type { SubmittedCase, SubmittedLine } from "#app/application/submission.server.ts";
import { accountNameFits } from "#app/business/business.rules.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { ProgrammeSettings } from "#app/programme/programme.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { statesToJudge } from "./finding.rules.ts";
import { isAmong, knownAddresses } from "./provider-addresses.server.ts";
import type { Tie, TieCode } from "./ties.rules.ts";

/** What the business changed after its file was submitted; `of`: the tax code of the provider that it is about, or "". */
export type Change = { tie: Tie; of: string; providerName: string; lines: readonly SubmittedLine[] };

/**
 * What the business changed after a file was submitted that decides who is paid: its name, the holder of its account where
 * it is paid itself, and the address at which a provider answers, where it is none that is known to be the provider's. Documents
 * keep what was submitted; a person judges whether both are still the same.
 */
export async function changesOf(
	db: Kysely<Tables>,
	{ submitted, payee }: { submitted: SubmittedCase; payee: ProgrammeSettings["payee"] },
): Promise<Change[]> {
	const changed = (code: TieCode, detail: string) => ({ code, detail, files: null });
	const whole = { of: "", providerName: "", lines: submitted.lines };
	const { state, legalName, accountName } = await db
		.selectFrom("application")
		.innerJoin("business", "business.id", "application.businessId")
		.leftJoin("bankAccount", (join) =>
			join.onRef("bankAccount.businessId", "=", "business.id").on("bankAccount.replacedAt", "is", null),
		)
		.select(["application.state", "legalName", "bankAccount.accountName"])
		.where("application.id", "=", submitted.applicationId)
		.executeTakeFirstOrThrow();
	// Of a file that is over nothing is judged any more: its business goes on, under whatever name.
	if (!statesToJudge.some((each) => each === state)) return [];
	const { legalName: before, kind } = submitted.business;
	const changes: Change[] = [];
	if (legalName !== before) changes.push({ ...whole, tie: changed("renamed", legalName) });
	if (payee === "business" && accountName !== null && !accountNameFits(kind, before, accountName)) {
		changes.push({ ...whole, tie: changed("account-holder", accountName) });
	}
	// Where the business is paid, no provider answers an agreement.
	const addresses = payee === "provider" ? await providerAddresses(db, submitted) : [];
	for (const { providerTaxCode, providerName, email } of addresses) {
		const known = await knownAddresses(db, submitted.applicationId, {
			taxCode: providerTaxCode,
			lines: submitted.lines,
		});
		if (isAmong(known, email)) continue;
		const lines = submitted.lines.filter((line) => sameTaxpayer(line.providerTaxCode, providerTaxCode));
		changes.push({ tie: changed("provider-address", email), of: providerTaxCode, providerName, lines });
	}
	return changes;
}

/** At which address each provider is asked; before there is an agreement, at which it is going to be. */
async function providerAddresses(db: Kysely<Tables>, { applicationId, lines }: SubmittedCase) {
	const parties = await db
		.selectFrom("agreementParty")
		.select(["providerTaxCode", "providerName", "email"])
		.where("applicationId", "=", applicationId)
		.orderBy("providerTaxCode")
		.execute();
	if (parties.length > 0) return parties;
	const named = lines.filter(({ providerEmail }) => providerEmail !== "");
	return named.flatMap(({ providerTaxCode, providerName, providerEmail: email }, at) => {
		const isFirst = named.findIndex((line) => sameTaxpayer(line.providerTaxCode, providerTaxCode)) === at;
		return isFirst ? [{ providerTaxCode, providerName, email }] : [];
	});
}
