import { unsafeNamedApplication } from "#app/application/submission.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { associationName } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { peopleOfBusiness } from "#app/business/business-people.server.ts";
import { db } from "#app/house/database.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { peopleWithRole, type Recipient } from "#app/identity/recipients.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { RemindedTurn } from "#app/mail/reminder.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { type TurnFor, turnsToMail } from "#app/turn/mailed-turn.server.ts";
import type { Mailed, MailedTurn } from "#app/turn/mailed-turn.ts";
import type { Desk } from "#app/turn/standing.server.ts";
import type { Sought } from "#app/turn/turn.rules.ts";
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
	facts: (to: Recipient, path: string) => CaseFacts;
	/** The same with what is asked of that person, and its link; with the page at `path` where nothing is. */
	asking: (to: Recipient, asked: Asked) => Promise<CaseFacts & { turn?: MailedTurn; waiting?: string }>;
	turnFor: TurnFor;
};

type CaseFacts = { name: string; reference: string; business: string; association: string; url: string };

type Asked = Sought & { path: string; as?: Desk };

/** Reads what a mail about a submitted application needs. */
export async function readMailCase(applicationId: string, now: Date): Promise<MailCase> {
	const { application, legalName, programme } = await unsafeNamedApplication(db, applicationId);
	const association = await findAssociation(db, application.associationId ?? "");
	assert(association, `application ${application.reference} was submitted to an association`);
	const owners = await peopleOfBusiness(db, application.businessId);
	const reviewers = await peopleWithRole(db, "reviewer", association.id);
	const facts = (to: Recipient, path: string) => ({
		name: to.name,
		reference: application.reference,
		business: legalName,
		association: associationName(association, to.locale),
		url: `${publicUrl()}${path}`,
	});
	const turnFor = turnsToMail(db, applicationId, now);
	return {
		application,
		programme,
		owners,
		reviewers: reviewers.filter(({ personId }) => owners.every((owner) => owner.personId !== personId)),
		facts,
		asking: async (to, { path, as, ...sought }) => {
			const found = await turnFor(to, { as: as ?? "business", ...sought });
			return found ? asked(found.mailed, (href) => facts(to, href ?? path)) : facts(to, path);
		},
		turnFor,
	};
}

function asked<Facts>(mailed: Mailed, facts: (href?: string) => Facts) {
	return "turn" in mailed ? { ...facts(mailed.href), turn: mailed.turn } : { ...facts(), waiting: mailed.waiting };
}

/** Nothing to whom there is nothing to say. */
type Told<Name extends MailName> = MailProps<Name> | null;

/** Only to those whose turn it is: a desk is written to for what is to be done at it. */
export function onlyTheirTurn<Props extends { turn?: MailedTurn }>(props: Props): Props | null {
	return props.turn ? props : null;
}

/**
 * Writes one mail to each person, in their language. The key says what happened; with the person it is the mail's own, so
 * that a job that runs again writes nothing twice.
 */
export async function mailEach<Name extends MailName>(
	people: readonly Recipient[],
	mail: {
		key: string;
		name: Name;
		remindsOf?: RemindedTurn;
		props: (to: Recipient) => Told<Name> | Promise<Told<Name>>;
		now: Date;
	},
): Promise<void> {
	const written = await Promise.all(people.map(async (person) => ({ person, props: await mail.props(person) })));
	await inTransaction(db, async (trx) => {
		for (const { person, props } of written) {
			if (props === null) continue;
			await writeMail(trx, {
				key: `${mail.key}:${person.personId}`,
				to: person.email,
				locale: person.locale,
				name: mail.name,
				props,
				...(mail.remindsOf ? { remindsOf: mail.remindsOf } : {}),
				now: mail.now,
			});
		}
	});
}
