import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import type { Actor } from "#app/house/access.ts";
import { fileOf, reviewerTie } from "#app/review/case-in-hand.server.ts";
import type { Condition } from "#app/review/finding/finding.rules.ts";
import { openTies } from "#app/review/finding/judged-ties.server.ts";
import { canReadFile } from "#app/review/review.access.ts";
import type { Tables } from "#db/connection.server.ts";
import { canAnswerClaim } from "../claim.access.ts";
import { type ClaimCase, findClaimCase } from "../claim-case.server.ts";
import { linesPaidFor } from "../claimable-lines.server.ts";
import { type NearMatch, nearMatchesOf } from "../invoice/near-match-page.server.ts";
import { stoppedApplications } from "../stop/payment-stops.server.ts";
import { visibleClaims } from "../visible-claims.server.ts";

/** A submitted claim as its reviewer sees it, and who else reads it for their work. */
export type OpenClaim = Omit<ClaimCase, "draft" | "draftVersion"> & {
	access: "open";
	submitted: NonNullable<ClaimCase["submitted"]>;
	nearMatches: NearMatch[];
	/** For who may answer it: what has to be judged on the case before it can be verified. */
	openTies: Condition[];
	/** Payments of its application are stopped: it cannot be verified. */
	stopped: boolean;
	/** Whether the reader may answer it. */
	mayAnswer: ReturnType<typeof canAnswerClaim>;
};

/** Like the case: nothing before the declaration, the name once it is locked. */
export type ClaimOnDesk =
	| OpenClaim
	| { access: "undeclared"; application: string }
	| { access: "locked"; reference: string; businessName: string };

/** As it is read, before it is known what its answer waits for. */
type ClaimRead = Exclude<ClaimOnDesk, OpenClaim> | Omit<OpenClaim, "openTies">;

/** As `readClaim`, with what has to be judged before the answer. */
export async function claimOnDesk(
	db: Kysely<Tables>,
	actor: Actor,
	{ reference, now }: { reference: string; now: Date },
): Promise<ClaimOnDesk | null> {
	const claim = await readClaim(db, actor, reference);
	return claim?.access === "open" ? { ...claim, openTies: await openTiesOf(db, claim, now) } : claim;
}

async function openTiesOf(
	db: Kysely<Tables>,
	{ mayAnswer, id, kind, application }: Omit<OpenClaim, "openTies">,
	now: Date,
): Promise<Condition[]> {
	const { associationId } = application;
	if (!mayAnswer.allowed || associationId === null) return [];
	const lines = await linesPaidFor(db, { id, kind, applicationId: application.id });
	if (lines.length === 0) return [];
	const { submissionId } = await db
		.selectFrom("application")
		.select("submissionId")
		.where("id", "=", application.id)
		.executeTakeFirstOrThrow();
	return openTies(db, { now }, { ...application, associationId, submissionId }, lines);
}

/** Null for who neither answers it nor reads it for their work, and for one that was not submitted. */
export async function readClaim(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ClaimRead | null> {
	const row = await visibleClaims(db, actor)
		.select(["application.id", "application.associationId", "application.state", submittedName.as("legalName")])
		.select("application.reference as application")
		.where("claim.reference", "=", reference)
		.where("claim.submittedAt", "is not", null)
		.executeTakeFirst();
	if (!row) return null;
	const tie = await reviewerTie(db, actor.personId, row);
	const reads = canReadFile(actor, fileOf(row), tie);
	if (!reads.allowed) {
		if (reads.reason === "house_refusal_not_yours") return null;
		if (tie.conflict) return { access: "locked", reference, businessName: row.legalName };
		return { access: "undeclared", application: row.application };
	}
	const found = await findClaimCase(db, actor, reference);
	if (!found?.submitted) return null;
	const { draft: _draft, draftVersion: _version, ...claim } = found;
	const mayAnswer = canAnswerClaim(actor, { state: claim.state, associationId: row.associationId, tie });
	return {
		...claim,
		access: "open",
		submitted: found.submitted,
		nearMatches: await nearMatchesOf(db, actor, claim),
		stopped: (await stoppedApplications(db, [row.id])).has(row.id),
		mayAnswer,
	};
}
