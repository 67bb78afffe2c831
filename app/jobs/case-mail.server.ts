import { submittedName } from "#app/application/submission.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { associationName } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { peopleOfBusiness } from "#app/business/business-people.server.ts";
import { db } from "#app/house/database.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { peopleWithRole, type Recipient } from "#app/identity/recipients.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { MailName, MailProps } from "#emails/render.ts";

/** An application as its mails tell of it, and who is written to. */
export type MailCase = {
	application: ApplicationRow;
	programme: Record<Locale, string>;
	/** The people of the business that applies. */
	owners: Recipient[];
	/** Those who review it: not those who belong to the business. */
	reviewers: Recipient[];
	/** What every mail about it says to that person, with a button that opens the page. */
	facts: (
		to: Recipient,
		path: string,
	) => { name: string; reference: string; business: string; association: string; url: string };
};

/** Reads what a mail about a submitted application needs. */
export async function readMailCase(applicationId: string): Promise<MailCase> {
	const row = await db
		.selectFrom("application")
		.innerJoin("programme", "programme.id", "application.programmeId")
		.selectAll("application")
		.select([submittedName.as("legalName"), "programme.nameVi", "programme.nameEn"])
		.where("application.id", "=", applicationId)
		.executeTakeFirstOrThrow();
	const { legalName, nameVi, nameEn, ...application } = row;
	const association = await findAssociation(db, application.associationId ?? "");
	assert(association, `application ${application.reference} was submitted to an association`);
	const owners = await peopleOfBusiness(db, application.businessId);
	const reviewers = await peopleWithRole(db, "reviewer", association.id);
	return {
		application: application as ApplicationRow,
		programme: { vi: nameVi, en: nameEn },
		owners,
		reviewers: reviewers.filter(({ personId }) => owners.every((owner) => owner.personId !== personId)),
		facts: (to, path) => ({
			name: to.name,
			reference: application.reference,
			business: legalName,
			association: associationName(association, to.locale),
			url: `${publicUrl()}${path}`,
		}),
	};
}

/**
 * Writes one mail to each person, in their language. The key says what happened; with the person it is the mail's own, so
 * that a job that runs again writes nothing twice.
 */
export async function mailEach<Name extends MailName>(
	people: readonly Recipient[],
	mail: { key: string; name: Name; props: (to: Recipient) => MailProps<Name>; now: Date },
): Promise<void> {
	await inTransaction(db, async (trx) => {
		for (const person of people) {
			await writeMail(trx, {
				key: `${mail.key}:${person.personId}`,
				to: person.email,
				locale: person.locale,
				name: mail.name,
				props: mail.props(person),
				now: mail.now,
			});
		}
	});
}
