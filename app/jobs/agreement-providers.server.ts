import type { Transaction } from "kysely";
import { daysLeft } from "#app/agreement/agreement.rules.ts";
import { type AgreementTerms, agreementTerms, lastDayOf } from "#app/agreement/agreement-terms.server.ts";
import { CODE_MINUTES, codeEnds, makeCode } from "#app/agreement/provider/answer-code.server.ts";
import { type ProviderParty, unsafeFindParty } from "#app/agreement/provider/parties.server.ts";
import { makeProviderLink } from "#app/agreement/provider/provider-link.server.ts";
import { hiddenAddress } from "#app/agreement/provider/providers.rules.ts";
import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { db } from "#app/house/database.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import { addDays, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import { SECRET_PLACE } from "#app/mail/mail-secret.server.ts";
import { isMailWritten, writeMail } from "#app/mail/write-mail.server.ts";
import { approvedLines } from "#app/review/approved-lines.server.ts";
import { isProviderAwaited } from "#app/turn/mailed-turn.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { MailName } from "#emails/render.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

const LINK = () => `${publicUrl()}/provider-agreement?token=${SECRET_PLACE}`;

/** Mails a provider a new link, once for each key: a job that runs again leaves the link that was mailed. */
async function mailLink<Name extends MailName>(
	trx: Transaction<Tables>,
	party: ProviderParty,
	mail: Omit<Parameters<typeof writeMail<Name>>[1], "to" | "locale" | "secret">,
): Promise<void> {
	if (await isMailWritten(trx, mail.key)) return;
	const secret = await makeProviderLink(trx, party.id);
	await writeMail(trx, { ...mail, to: party.email, locale: party.locale, secret });
}

async function askedProps(party: ProviderParty, terms: AgreementTerms, now: Date) {
	const { applicationId } = terms;
	const { facts } = await readMailCase(applicationId, now);
	const { locale, providerName, providerTaxCode } = party;
	const lines = (await approvedLines(db, applicationId)).filter((line) =>
		sameTaxpayer(line.providerTaxCode, providerTaxCode),
	);
	const granted = lines.filter(({ approvedDong }) => approvedDong > 0n);
	const to = { personId: "", name: providerName, email: party.email, locale };
	return {
		...facts(to, ""),
		provider: providerName,
		payer: terms.settings.payer[locale],
		number: terms.number ?? "",
		amountDong: String(sumDong(granted.map(({ priceDong }) => priceDong))),
		answerBy: lastDayOf(terms),
		url: LINK(),
	};
}

/** The invitation of a provider, or the same to a better address. */
export const mailProvider: JobHandler<"agreement.ask-provider"> = async ({ partyId, askedAt }, now) => {
	const found = await unsafeFindParty(db, partyId);
	assert(found, `party ${partyId} is there`);
	const { applicationId } = found;
	await inTransaction(db, async (trx) => {
		const application = await unsafeLockApplication(trx, applicationId);
		const terms = application && (await agreementTerms(trx, application));
		const party = terms?.parties.find(({ id }) => id === partyId);
		// Answered, over, or asked again meanwhile: another job mails that one.
		if (application?.state !== "approved" || !terms || party?.answer !== null) return;
		if (party.askedAt.toISOString() !== askedAt) return;
		await mailLink(trx, party, {
			key: `agreement.ask-provider:${partyId}:${askedAt}`,
			name: "provider-asked",
			props: await askedProps(party, terms, now),
			secretUntil: startOfDay(addDays(lastDayOf(terms), 1)),
			now,
		});
	});
};

/** At the fixed steps before the last day: each provider that has not answered, with a new link. */
export async function remindProviders(applicationId: string, now: Date): Promise<void> {
	if (!(await isProviderAwaited(db, applicationId, now))) return;
	await inTransaction(db, async (trx) => {
		const application = await unsafeLockApplication(trx, applicationId);
		const terms = application && (await agreementTerms(trx, application));
		if (application?.state !== "approved" || !terms) return;
		const lastDay = lastDayOf(terms);
		const left = daysLeft(plainDateAt(now), lastDay, await readHolidays(trx));
		if (left === null) return;
		for (const party of terms.parties.filter(({ answer }) => answer === null)) {
			await mailLink(trx, party, {
				key: `agreement.remind-provider:${party.id}:${lastDay}:${left}`,
				name: "provider-asked",
				props: { ...(await askedProps(party, terms, now)), isReminder: true },
				remindsOf: { applicationId, kind: "provider-accept", subject: application.reference, partyId: party.id },
				secretUntil: startOfDay(addDays(lastDay, 1)),
				now,
			});
		}
	});
}

/** The code that whoever holds a provider's link asked for, to the address to which the link went. */
export const mailCode: JobHandler<"agreement.mail-code"> = async ({ partyId, askedAt }, now) => {
	const party = await unsafeFindParty(db, partyId);
	assert(party, `party ${partyId} is there`);
	const { facts } = await readMailCase(party.applicationId, now);
	const { locale, email, providerName: name } = party;
	await inTransaction(db, async (trx) => {
		const code = await makeCode(trx, { partyId, askedAt: new Date(askedAt) });
		if (code === null) return;
		const { business } = facts({ personId: "", name, email, locale }, "");
		await writeMail(trx, {
			key: `agreement.mail-code:${partyId}:${askedAt}`,
			to: email,
			locale,
			name: "provider-code",
			props: { name, provider: name, business, code: SECRET_PLACE, minutes: CODE_MINUTES },
			secret: code,
			secretUntil: codeEnds(new Date(askedAt)),
			now,
		});
	});
};

/** Why a provider declined, and what can be done, to the people of the business. */
export const tellOfDecline: JobHandler<"agreement.provider-declined"> = async ({ partyId, at }, now) => {
	const party = await unsafeFindParty(db, partyId);
	assert(party, `party ${partyId} is there`);
	const { application, owners, asking } = await readMailCase(party.applicationId, now);
	const terms = await agreementTerms(db, application);
	// Asked again meanwhile, or over: there is nothing to decide any more.
	if (application.state !== "approved" || !terms || party.answer !== "declined") return;
	const { providerName: provider, answeredByName, reasons } = party;
	await mailEach(owners, {
		key: `agreement.provider-declined:${partyId}:${at}`,
		name: "provider-declined",
		props: async (to) => ({
			...(await asking(to, {
				kinds: ["provider-declined"],
				path: `/applications/${application.reference}/agreement`,
			})),
			provider,
			person: answeredByName ?? provider,
			reasons: reasons ?? "",
		}),
		now,
	});
};

/**
 * That a business named another address of a provider: to the one known before, where somebody can say that it was not them,
 * and to the reviewers, who judge it before anything is paid.
 */
export const tellOfAddress: JobHandler<"agreement.provider-address-changed"> = async ({ partyId, at, before }, now) => {
	const party = await unsafeFindParty(db, partyId);
	assert(party, `party ${partyId} is there`);
	const { application, reviewers, facts } = await readMailCase(party.applicationId, now);
	const { providerName: provider, locale, email: after } = party;
	const key = `agreement.provider-address-changed:${partyId}:${at}`;
	const former = { personId: "", name: provider, email: before, locale };
	await inTransaction(db, async (trx) => {
		const props = { ...facts(former, "/"), provider, before, after: hiddenAddress(after), reader: "provider" } as const;
		await writeMail(trx, { key, to: before, locale, name: "provider-address-changed", props, now });
	});
	await mailEach(reviewers, {
		key,
		name: "provider-address-changed",
		props: (to) => ({
			...facts(to, `/review/${application.reference}#conditions`),
			...{ provider, before, after, reader: "reviewer" },
		}),
		now,
	});
};

/** That all have accepted, to each provider that is a party, with a link to the whole. */
export async function tellProvidersOfForce(applicationId: string, now: Date): Promise<void> {
	const { facts } = await readMailCase(applicationId, now);
	await inTransaction(db, async (trx) => {
		const application = await unsafeLockApplication(trx, applicationId);
		const terms = application && (await agreementTerms(trx, application));
		if (!terms?.inForceAt) return;
		for (const party of terms.parties) {
			const { providerName: name, locale, email } = party;
			const { business } = facts({ personId: "", name, email, locale }, "");
			await mailLink(trx, party, {
				key: `agreement.accepted:${applicationId}:${party.id}`,
				name: "provider-in-force",
				props: {
					name,
					provider: name,
					business,
					number: terms.number ?? "",
					payer: terms.settings.payer[locale],
					inForceOn: plainDateAt(terms.inForceAt),
					url: LINK(),
				},
				secretUntil: startOfDay(addDays(plainDateAt(now), 8)),
				now,
			});
		}
	});
}

/** That the agreement is over before it was in force, to each provider that was asked and did not decline. */
export async function tellProvidersOfLapse(applicationId: string, terms: AgreementTerms, now: Date): Promise<void> {
	const { facts } = await readMailCase(applicationId, now);
	await inTransaction(db, async (trx) => {
		for (const party of terms.parties.filter(({ answer }) => answer !== "declined")) {
			const { id, providerName: name, locale, email } = party;
			const { business } = facts({ personId: "", name, email, locale }, "");
			await writeMail(trx, {
				key: `agreement.lapsed-provider:${id}`,
				to: email,
				locale,
				name: "provider-lapsed",
				props: { name, provider: name, business, number: terms.number ?? "" },
				now,
			});
		}
	});
}
