import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { answerDeadlines } from "#app/claim/answer-deadline.server.ts";
import type { OpenClaim } from "#app/claim/desk/claim-desk.server.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { type Actor, holds } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { OpenCase } from "#app/review/case/case-page.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { FilePapers } from "./file-papers.server.ts";
import type { ClaimPayment } from "./whose-turn.ts";

/** As what somebody reads a file that they do not review. */
export type ReaderRole = "finance_officer" | "programme_officer" | "auditor" | "association_manager";

/** Where a file stands, for who only reads it: whose turn it is and until when, and as what it is read. */
export type Reading = {
	role: ReaderRole;
	association: Pick<Association, "nameVi" | "nameEn">;
	/** The last day of whoever's turn it is, where there is one. */
	dueOn: PlainDate | null;
};

const readerRoles: readonly ReaderRole[] = ["finance_officer", "programme_officer", "auditor", "association_manager"];

async function readingAs(db: Kysely<Tables>, actor: Actor, applicationId: string): Promise<Omit<Reading, "dueOn">> {
	const { associationId } = await db
		.selectFrom("application")
		.select("associationId")
		.where("id", "=", applicationId)
		.executeTakeFirstOrThrow();
	const role = readerRoles.find((each) => holds(actor, each));
	const association = await findAssociation(db, associationId ?? "");
	assert(role && association, "a file is read by staff, and was submitted to an association");
	return { role, association: { nameVi: association.nameVi, nameEn: association.nameEn } };
}

/** For a case; null for who reviews it. */
export async function readingOfCase(
	db: Kysely<Tables>,
	actor: Actor,
	page: OpenCase,
	papers: FilePapers,
): Promise<Reading | null> {
	if (page.as === "reviewer") return null;
	const signBy = page.state === "approved" ? (papers.agreement?.acceptBy ?? null) : null;
	return { ...(await readingAs(db, actor, page.id)), dueOn: page.clock?.dueOn ?? signBy };
}

async function paymentOf(db: Kysely<Tables>, claimId: string): Promise<ClaimPayment> {
	const row = await db
		.selectFrom("disbursement")
		.select(["state", "batchId"])
		.where("claimId", "=", claimId)
		.executeTakeFirst();
	return row && row.batchId !== null ? (row.state as DisbursementState) : null;
}

/** For a claim, with how far its payment is; null for who answers it. */
export async function readingOfClaim(
	db: Kysely<Tables>,
	actor: Actor,
	claim: OpenClaim,
): Promise<(Reading & { payment: ClaimPayment }) | null> {
	const { mayAnswer, application, reference, state, submitted } = claim;
	if (mayAnswer.allowed || mayAnswer.reason !== "house_refusal_not_yours") return null;
	const { versionId } = await db
		.selectFrom("application")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select("submission.programmeVersionId as versionId")
		.where("application.id", "=", application.id)
		.executeTakeFirstOrThrow();
	const waiting = state === "submitted" ? [{ reference, submittedAt: submitted.at, versionId }] : [];
	const deadlines = await answerDeadlines(db, waiting);
	const [as, payment] = await Promise.all([readingAs(db, actor, application.id), paymentOf(db, claim.id)]);
	return { ...as, payment, dueOn: deadlines.get(reference) ?? null };
}
