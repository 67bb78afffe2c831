import type { Kysely } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { type SubmittedBusiness, submittedBusiness } from "#app/application/submission.server.ts";
import {
	type ApplicationRow,
	findApplication,
	findOwnApplication,
} from "#app/application/visible-applications.server.ts";
import type { Association } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import type { TakenFile } from "#app/audit/record-read.server.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { SupportItem } from "#app/programme/programme.rules.ts";
import { type ApprovedLine, approvedLines } from "#app/review/approved-lines.server.ts";
import { readsPapersAs } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { canAccept, canAskProvider, canExtend, canGiveUp } from "./agreement.access.ts";
import { daysLeft, extendedAcceptBy } from "./agreement.rules.ts";
import { type AgreementTerms, agreementTerms, lastDayOf } from "./agreement-terms.server.ts";
import { asSeen } from "./as-seen.server.ts";
import { type NamedProvider, providersOf } from "./provider/providers.rules.ts";

/** What was agreed, or is offered: the same for its page and its PDF. */
export type AgreementParts = {
	reference: string;
	state: ApplicationState;
	terms: AgreementTerms;
	lines: ApprovedLine[];
	/** Of the programme's version: names and legal sources. */
	supportItems: Pick<SupportItem, "code" | "vi" | "en" | "legalReference">[];
	association: Association;
	/** As it was approved. */
	business: SubmittedBusiness;
};

export type AgreementPage = AgreementParts & {
	/** Whom the business names an address of when it accepts; none where it is paid itself. */
	providers: NamedProvider[];
	/** The last day for whoever is waited for. */
	lastDay: PlainDate;
	/** Working days after today; null once the last day has passed. */
	daysLeft: number | null;
	/** The last day if the extension is taken. */
	extendedTo: PlainDate;
	accept: ReturnType<typeof canAccept>;
	extend: ReturnType<typeof canExtend>;
	giveUp: ReturnType<typeof canGiveUp>;
	/** To mail a provider again that has not accepted. */
	asks: ReturnType<typeof canAskProvider>;
};

/** The terms of the person's own application; null before approval, and for what is not theirs. */
export async function agreementPage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	now: Date,
): Promise<AgreementPage | null> {
	const application = await findOwnApplication(db, actor, reference);
	const parts = application && (await partsOf(db, application));
	if (!application || !parts) return null;
	const { terms } = parts;
	const lastDay = lastDayOf(terms);
	const [seen, holidays] = await Promise.all([asSeen(db, actor, { application, terms, now }), readHolidays(db)]);
	return {
		...parts,
		providers: terms.payee === "provider" ? providersOf(parts.lines) : [],
		lastDay,
		daysLeft: daysLeft(plainDateAt(now), lastDay, holidays),
		extendedTo: extendedAcceptBy(lastDay, terms.settings, holidays),
		accept: canAccept(seen),
		extend: canExtend(seen),
		giveUp: canGiveUp(seen),
		asks: canAskProvider(seen, null),
	};
}

/**
 * The agreement of an application that the person may see, to be read: their own, their association's or, for city
 * staff, any; null before approval, and for staff who may not read the file (canReadFile).
 */
export async function visibleAgreement(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
): Promise<(AgreementParts & TakenFile) | null> {
	const application = await findApplication(db, actor, reference);
	const reads = application && (await readsPapersAs(db, actor, application));
	const parts = reads ? await partsOf(db, application) : null;
	if (!application || !parts) return null;
	const subject = { kind: "application", id: application.id, label: reference };
	return { ...parts, fileName: `${reference}.pdf`, readByStaff: reads === "staff" ? subject : null };
}

/** What is agreed or offered for an application, whoever asks: that was decided before. */
export async function partsOf(db: Kysely<Tables>, application: ApplicationRow): Promise<AgreementParts | null> {
	const terms = await agreementTerms(db, application);
	if (!terms) return null;
	const [allLines, association, business] = await Promise.all([
		approvedLines(db, application.id),
		findAssociation(db, application.associationId ?? ""),
		submittedBusiness(db, terms.submissionId),
	]);
	assert(association, `application ${application.reference} has an association`);
	return {
		reference: application.reference,
		state: application.state,
		terms,
		// A line of which nothing is granted is no part of the agreement.
		lines: allLines.filter(({ approvedDong }) => approvedDong > 0n),
		supportItems: terms.supportItems.map(({ code, vi, en, legalReference }) => ({ code, vi, en, legalReference })),
		association,
		business,
	};
}
