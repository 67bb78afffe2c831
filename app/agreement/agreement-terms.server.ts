import type { Kysely, Transaction } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { ProgrammeRules, ProgrammeSettings, SupportItem } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import { approvalOf } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { acceptBy } from "./agreement.rules.ts";

/** What is agreed: who is paid, how much, and until when it can be accepted. */
export type AgreementTerms = {
	applicationId: string;
	decisionId: string;
	payee: ProgrammeSettings["payee"];
	amountDong: bigint;
	offeredAt: Date;
	/** The last day, included. */
	acceptBy: PlainDate;
	extendedAt: Date | null;
	accepted: { at: Date; byId: string; byName: string; position: string } | null;
	/** Of the version that the application is judged by. */
	settings: ProgrammeSettings;
	supportItems: readonly SupportItem[];
};

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
		payee: (row?.payee as ProgrammeSettings["payee"] | undefined) ?? settings.payee,
		amountDong: approval.approvedDong,
		offeredAt: approval.decidedAt,
		acceptBy: row?.acceptBy ?? acceptBy(approval.decidedAt, settings, await readHolidays(db)),
		extendedAt: row?.extendedAt ?? null,
		accepted: at && byId && byName ? { at, byId, byName, position: position ?? "" } : null,
		settings,
		supportItems,
	};
}

/** The terms of an approved application, written down from now on if they were not yet. */
export async function writtenTerms(
	trx: Transaction<Tables>,
	application: Pick<ApplicationRow, "id">,
): Promise<AgreementTerms> {
	const terms = await agreementTerms(trx, application);
	assert(terms, `application ${application.id} was not approved`);
	const { applicationId, decisionId, payee, amountDong, offeredAt } = terms;
	await trx
		.insertInto("agreement")
		.values({ applicationId, decisionId, payee, amountDong, offeredAt, acceptBy: terms.acceptBy })
		.onConflict((conflict) => conflict.column("applicationId").doNothing())
		.execute();
	return terms;
}
