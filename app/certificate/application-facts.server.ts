import type { Kysely } from "kysely";
import { submittedBusiness } from "#app/application/submission.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { readFramework } from "#app/assessment/framework/frameworks.server.ts";
import { isOfBusiness } from "#app/assessment/visible-assessments.server.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { claimableLines } from "#app/claim/claimable-lines.server.ts";
import { holdingAccount } from "#app/funding/accounts.ts";
import { findEnvelope } from "#app/funding/envelopes.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { supportItemOf } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import { approvalOf } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { CertificateFacts, CertificateKind, InTwoLanguages, LevelReached } from "./certificate-facts.ts";

/** What a certificate of that kind says about an approved application. */
export async function applicationFacts(
	db: Kysely<Tables>,
	application: ApplicationRow,
	kind: CertificateKind,
): Promise<CertificateFacts> {
	const { id, reference, businessId, associationId, approvedDong } = application;
	const approval = await approvalOf(db, id);
	assert(approval && approvedDong !== null, `application ${reference} was approved`);
	const business = await submittedBusiness(db, approval.submissionId);
	return {
		business: { name: business.legalName, taxCode: formatTaxCode(business.taxCode) },
		issuer: await issuerOf(db, associationId ?? ""),
		...(await programmeAndItems(db, id, approval.submissionId, kind)),
		reference,
		amountDong: kind === "completion" ? await dueOrPaidDong(db, application) : approvedDong,
		decidedOn: plainDateAt(approval.decidedAt),
		before: application.assessmentId ? await levelOf(db, application.assessmentId) : null,
		after: kind === "completion" ? await levelAfter(db, businessId, approval.decidedAt) : null,
	};
}

async function issuerOf(db: Kysely<Tables>, associationId: string): Promise<CertificateFacts["issuer"]> {
	const association = await findAssociation(db, associationId);
	assert(association, `association ${associationId} decided`);
	const parent = association.parentId ? await findAssociation(db, association.parentId) : null;
	return {
		name: { vi: association.nameVi, en: association.nameEn },
		parent: parent ? { vi: parent.nameVi, en: parent.nameEn } : null,
	};
}

/** The items that were approved; of a completed application those that money was claimed for. */
async function programmeAndItems(
	db: Kysely<Tables>,
	applicationId: string,
	submissionId: string,
	kind: CertificateKind,
): Promise<{ programme: InTwoLanguages; items: InTwoLanguages[] }> {
	const { programmeVersionId } = await db
		.selectFrom("submission")
		.select("programmeVersionId")
		.where("id", "=", submissionId)
		.executeTakeFirstOrThrow();
	const { programme, rules } = await programmeUnderVersion(db, programmeVersionId);
	const lines = await claimableLines(db, applicationId);
	const certified = kind === "completion" ? lines.filter((line) => line.claimedDong > 0n) : lines;
	const codes = [...new Set(certified.map((line) => line.supportItemCode))];
	return {
		programme: { vi: programme.nameVi, en: programme.nameEn },
		items: codes.map((code) => {
			const item = supportItemOf(rules, code);
			assert(item, `support item ${code} is in the rules of its application`);
			return { vi: item.vi, en: item.en };
		}),
	};
}

/**
 * By the ledger, since it is what banks confirmed. What counts as not arrived after a correction is due all the same: a
 * business that did its part is certified for it, whichever of two jobs comes first.
 */
async function dueOrPaidDong(
	db: Kysely<Tables>,
	{ id, programmeId, associationId }: Pick<ApplicationRow, "id" | "programmeId" | "associationId">,
): Promise<bigint> {
	const envelopeId = await findEnvelope(db, programmeId, associationId ?? "");
	if (!envelopeId) return 0n;
	const [paid, due] = await Promise.all(
		(["paid", "payable"] as const).map((kind) => balanceOf(db, holdingAccount(kind, envelopeId, id))),
	);
	return (paid ?? 0n) + (due ?? 0n);
}

async function levelOf(db: Kysely<Tables>, assessmentId: string): Promise<LevelReached | null> {
	const row = await db
		.selectFrom("assessment")
		.select(["frameworkVersion", "level"])
		.where("id", "=", assessmentId)
		.executeTakeFirst();
	if (!row || row.level === null) return null;
	const { levels } = await readFramework(db, row.frameworkVersion);
	const name = levels.find(({ level }) => level === row.level);
	return name ? { level: row.level, name: { vi: name.vi, en: name.en } } : null;
}

async function levelAfter(db: Kysely<Tables>, businessId: string, after: Date): Promise<LevelReached | null> {
	const first = await db
		.selectFrom("assessment")
		.select("id")
		.where(isOfBusiness(businessId))
		.where("completedAt", ">", after)
		.orderBy("completedAt")
		.limit(1)
		.executeTakeFirst();
	return first ? levelOf(db, first.id) : null;
}
