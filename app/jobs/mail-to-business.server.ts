import { db } from "#app/house/database.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { MailName, MailProps } from "#emails/render.ts";

/** What every mail about an application says, in the reader's language. */
export type ApplicationFacts = {
	name: string;
	reference: string;
	business: string;
	association: string;
	url: string;
};

/**
 * Writes a mail about an application to all people of its business, each in their own language.
 *
 * @param mail.key of the event: with the reader's id it is written once.
 * @param mail.path of the page that the mail's button opens, under the application's.
 */
export async function mailToBusiness<Name extends MailName>(
	applicationId: string,
	mail: { key: string; name: Name; path?: string; now: Date },
	props: (facts: ApplicationFacts, locale: Locale) => MailProps<Name>,
): Promise<void> {
	const readers = await db
		.selectFrom("application")
		.innerJoin("business", "business.id", "application.businessId")
		.innerJoin("association", "association.id", "application.associationId")
		.innerJoin("businessMember", "businessMember.businessId", "application.businessId")
		.innerJoin("person", "person.id", "businessMember.personId")
		.select(["application.reference", "business.legalName", "association.nameVi", "association.nameEn"])
		.select(["person.id as personId", "person.name", "person.email", "person.locale"])
		.where("application.id", "=", applicationId)
		.execute();
	await inTransaction(db, async (trx) => {
		for (const { personId, name, email, reference, legalName, nameVi, nameEn, ...reader } of readers) {
			const locale = reader.locale as Locale;
			const association = locale === "vi" ? nameVi : nameEn;
			const url = `${publicUrl()}/applications/${reference}${mail.path ?? ""}`;
			const facts = { name, reference, business: legalName ?? "", association, url };
			await writeMail(trx, {
				key: `${mail.key}:${personId}`,
				to: email,
				locale,
				name: mail.name,
				props: props(facts, locale),
				now: mail.now,
			});
		}
	});
}
