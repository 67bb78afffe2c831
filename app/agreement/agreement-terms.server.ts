import type { Kysely, Transaction } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { nextNumber } from "#app/house/references.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { type PlainDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import type { ProgrammeRules, ProgrammeSettings, SupportItem } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import { approvalOf } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { acceptBy } from "./agreement.rules.ts";
import { type ProviderParty, partiesOf } from "./provider/parties.server.ts";

/** What is agreed: who is paid, how much, and until when it can be accepted. */
export type AgreementTerms = {
	applicationId: string;
	decisionId: string;
	/** What was approved. */
	submissionId: string;
	payee: ProgrammeSettings["payee"];
	amountDong: bigint;
	/** Of the association's register; null until the terms are written down, and of those of before it was kept. */
	number: string | null;
	offeredAt: Date;
	/** The last day, included. */
	acceptBy: PlainDate;
	extendedAt: Date | null;
	/** By the business. */
	accepted: { at: Date; byId: string; byName: string; position: string } | null;
	/** The last day for the providers, included; null until the business has accepted, and where they are no parties. */
	providersBy: PlainDate | null;
	/** The providers as parties, in the order of the lines; none until the business has accepted. */
	parties: readonly ProviderParty[];
	/** When the last party accepted; null before. */
	inForceAt: Date | null;
	/** The business alone accepted it, before providers were parties. */
	formerForm: boolean;
	/** Of the version that the application is judged by. */
	settings: ProgrammeSettings;
	supportItems: readonly SupportItem[];
};

/** The last day for whoever is waited for: the business, and once it has accepted the providers. */
export function lastDayOf({ acceptBy, providersBy }: Pick<AgreementTerms, "acceptBy" | "providersBy">): PlainDate {
	return providersBy ?? acceptBy;
}

async function rulesOf(db: Kysely<Tables>, submissionId: string): Promise<ProgrammeRules> {
	const { programmeVersionId } = await db
		.selectFrom("submission")
		.select("programmeVersionId")
		.where("id", "=", submissionId)
		.executeTakeFirstOrThrow();
	return (await programmeUnderVersion(db, programmeVersionId)).rules;
}

/**
 * The terms of an approved application; null before approval. They follow from the approval alone, so the business sees
 * and accepts the same before and after a job has written them down.
 */
export async function agreementTerms(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id">,
): Promise<AgreementTerms | null> {
	const approval = await approvalOf(db, application.id);
	if (!approval) return null;
	const { settings, supportItems } = await rulesOf(db, approval.submissionId);
	const row = await db
		.selectFrom("agreement")
		.selectAll()
		.where("applicationId", "=", application.id)
		.executeTakeFirst();
	const { acceptedAt: at, acceptedBy: byId, acceptedByName: byName, acceptedByPosition: position } = row ?? {};
	return {
		applicationId: application.id,
		decisionId: approval.id,
		submissionId: approval.submissionId,
		payee: (row?.payee as ProgrammeSettings["payee"] | undefined) ?? settings.payee,
		amountDong: approval.approvedDong,
		number: row?.number ?? null,
		offeredAt: approval.decidedAt,
		acceptBy: row?.acceptBy ?? acceptBy(approval.decidedAt, settings, await readHolidays(db)),
		extendedAt: row?.extendedAt ?? null,
		accepted: at && byId && byName ? { at, byId, byName, position: position ?? "" } : null,
		providersBy: row?.providersBy ?? null,
		parties: row?.providersBy ? await partiesOf(db, application.id) : [],
		inForceAt: row?.inForceAt ?? null,
		formerForm: row?.formerForm ?? false,
		settings,
		supportItems,
	};
}

/** The terms of an approved application, which is locked: written down and numbered from now on if they were not yet. */
export async function writtenTerms(
	trx: Transaction<Tables>,
	application: Pick<ApplicationRow, "id" | "associationId">,
): Promise<AgreementTerms> {
	const terms = await agreementTerms(trx, application);
	assert(terms, `application ${application.id} was not approved`);
	const written = await trx
		.selectFrom("agreement")
		.select("applicationId")
		.where("applicationId", "=", application.id)
		.executeTakeFirst();
	if (written) return terms;
	const { applicationId, decisionId, payee, amountDong, offeredAt, acceptBy } = terms;
	const number = await nextAgreementNumber(trx, application.associationId ?? "", yearOf(plainDateAt(offeredAt)));
	await trx
		.insertInto("agreement")
		.values({ applicationId, decisionId, payee, amountDong, offeredAt, acceptBy, number })
		.execute();
	return { ...terms, number };
}

/**
 * "12/2026/BTT-HAWA": number, year, kind of document ("bản thỏa thuận") and who issues it, as Decree 30/2020/NĐ-CP,
 * annexes I and III, has it. Each association numbers its own from 1 each year, without gaps.
 */
async function nextAgreementNumber(trx: Transaction<Tables>, associationId: string, year: number): Promise<string> {
	const association = await findAssociation(trx, associationId);
	assert(association, `association ${associationId} is there`);
	const number = await nextNumber(trx, `agreement:${associationId}`, year);
	return `${String(number).padStart(2, "0")}/${year}/BTT-${association.shortName.replace(/\s+/g, "").toUpperCase()}`;
}
