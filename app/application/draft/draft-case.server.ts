import type { Kysely } from "kysely";
import { latestCompletedAssessment } from "#app/assessment/latest-assessment.server.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { businessFacts } from "#app/business/own-business.server.ts";
import { ceilingUsed } from "#app/funding/ceiling-used.server.ts";
import type { Actor } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import { addDays, type PlainDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import type { ProgrammeRules } from "#app/programme/programme.rules.ts";
import { programmeInForce, programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { statesInProgress } from "../application.states.ts";
import { type ApplicationRow, ownApplications } from "../visible-applications.server.ts";
import { channelChoices } from "./channel-choices.server.ts";
import type { DocumentKind, DocumentOnFile, DraftCase } from "./draft.rules.ts";
import { readDraft } from "./draft-content.ts";
import { FILE_DAYS } from "./unused-files.server.ts";

/** Everything that the pages of a draft show; null if it is not the person's own or not there. */
export async function findDraftCase(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	now: Date,
): Promise<DraftCase | null> {
	const row = await ownApplications(db, actor)
		.selectAll("application")
		.where("reference", "=", reference)
		.executeTakeFirst();
	return row ? draftCaseOf(db, row as ApplicationRow, now) : null;
}

/** The case as it stands at `now`: what an application is judged by. */
export async function draftCaseOf(
	db: Kysely<Tables>,
	application: ApplicationRow,
	now: Date,
	{ isJudged = false } = {},
): Promise<DraftCase> {
	const day = plainDateAt(application.submittedAt ?? now);
	const { programme, versionId, rules } = await rulesFor(db, application, day);
	const business = await businessFacts(db, application.businessId);
	assert(business, `application ${application.reference} has no business`);
	const { lines, removed } = readDraft(application.draft);
	const [association, associationOpen, assessment, documents, thisYear, ownInProgress] = await Promise.all([
		application.associationId ? findAssociation(db, application.associationId) : null,
		// Once submitted, it stays where it is.
		application.submittedAt !== null || isOpen(db, application, day),
		latestCompletedAssessment(db, application.businessId),
		documentsOnFile(db, application.id),
		thisYearOf(db, application.id, {
			...{ businessId: application.businessId, taxCode: business.taxCode.digits },
			...{ year: yearOf(day), rules, isJudged },
		}),
		ownInProgressOf(db, application),
	]);
	return {
		id: application.id,
		reference: application.reference,
		state: application.state,
		draftVersion: application.draftVersion,
		submittedAt: application.submittedAt,
		day,
		programme,
		versionId,
		rules,
		association,
		associationOpen,
		business,
		assessment: assessment && {
			id: assessment.id,
			level: assessment.level,
			completedOn: plainDateAt(assessment.completedAt),
		},
		thisYear,
		ownInProgress,
		lines,
		removedLine: removed,
		filesEndOn: filesEndOn(application, documents),
		documents,
	};
}

/** An application is judged by the rules of the day on which it was first submitted; a draft by today's. */
async function rulesFor(db: Kysely<Tables>, application: ApplicationRow, day: string) {
	if (application.submissionId) {
		const { programmeVersionId } = await db
			.selectFrom("submission")
			.select("programmeVersionId")
			.where("id", "=", application.submissionId)
			.executeTakeFirstOrThrow();
		return programmeUnderVersion(db, programmeVersionId);
	}
	const inForce = await programmeInForce(db, application.programmeId, day);
	assert(inForce, `programme ${application.programmeId} has no rules on ${day}`);
	return inForce;
}

async function isOpen(db: Kysely<Tables>, application: ApplicationRow, day: string): Promise<boolean> {
	const choices = await channelChoices(db, day);
	const choice = choices.find(({ programme }) => programme.id === application.programmeId);
	// A closed programme is said by its own rule.
	return !choice || choice.associations.some(({ id }) => id === application.associationId);
}

function filesEndOn(
	{ filesEndToldAt: told, savedAt }: Pick<ApplicationRow, "filesEndToldAt" | "savedAt">,
	documents: readonly DocumentOnFile[],
): PlainDate | null {
	const isTouched =
		told === null || [savedAt, ...documents.map(({ uploadedAt }) => uploadedAt)].some((at) => at > told);
	return isTouched ? null : addDays(plainDateAt(told), FILE_DAYS.notice);
}

/** The documents that were not removed, in the order in which they came. */
async function documentsOnFile(db: Kysely<Tables>, applicationId: string): Promise<DocumentOnFile[]> {
	const rows = await db
		.selectFrom("applicationDocument")
		.leftJoin("fileValidity", "fileValidity.fileId", "applicationDocument.fileId")
		.select(["id", "kind", "lineId", "fileName", "byteSize", "uploadedAt", "validUntil"])
		.where("applicationId", "=", applicationId)
		.where("removedAt", "is", null)
		.orderBy("uploadedAt")
		.orderBy("id")
		.execute();
	return rows.map((row) => ({ ...row, kind: row.kind as DocumentKind, byteSize: Number(row.byteSize) }));
}

/**
 * What other applications of the same tax code than `applicationId` hold this year, and which items they have in progress.
 * Nothing of where and whose: an association learns no more of another than that. Who has not applied under the tax code
 * learns nothing at all, since anybody may declare it: to them it is as if nothing were used, until they apply and are judged
 * (`isJudged`).
 */
export async function thisYearOf(
	db: Kysely<Tables>,
	applicationId: string | null,
	asked: { businessId: string; taxCode: string; year: number; rules: ProgrammeRules; isJudged?: boolean },
): Promise<DraftCase["thisYear"]> {
	const { taxCode, year, rules } = asked;
	const supportItemCodes = rules.supportItems.map((item) => item.code);
	if (!asked.isJudged && !(await hasApplied(db, asked.businessId))) {
		return { usedDong: Object.fromEntries(supportItemCodes.map((code) => [code, 0n])), inProgressElsewhere: [] };
	}
	const [usedDong, rows] = await Promise.all([
		ceilingUsed(db, { taxCode, year, supportItemCodes }),
		db
			.selectFrom("application")
			.innerJoin("business", "business.id", "application.businessId")
			.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
			.select("supportItemCode")
			.distinct()
			.where("business.taxCode", "=", taxCode)
			.where("application.id", "is distinct from", applicationId)
			.where("application.state", "in", [...statesInProgress])
			.execute(),
	]);
	return { usedDong, inProgressElsewhere: rows.map((row) => row.supportItemCode) };
}

/** The other applications of the same business that wait for an answer, by the items that they ask for. */
async function ownInProgressOf(
	db: Kysely<Tables>,
	{ id, businessId }: Pick<ApplicationRow, "id" | "businessId">,
): Promise<Record<string, string>> {
	const rows = await db
		.selectFrom("application")
		.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
		.select(["supportItemCode", "application.reference"])
		.where("application.businessId", "=", businessId)
		.where("application.id", "!=", id)
		.where("application.state", "in", [...statesInProgress])
		.orderBy("application.reference", "desc")
		.execute();
	return Object.fromEntries(rows.map(({ supportItemCode, reference }) => [supportItemCode, reference]));
}

async function hasApplied(db: Kysely<Tables>, businessId: string): Promise<boolean> {
	const query = db.selectFrom("business").select("appliedAt").where("id", "=", businessId);
	return (await query.executeTakeFirstOrThrow()).appliedAt !== null;
}
