import { type Kysely, sql } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import { claimedProvider } from "#app/claim/claim.rules.ts";
import { claimCaseOf } from "#app/claim/claim-case.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import { payeeAtStripe, payeeIdentity } from "#app/disbursement/stripe/stripe-account.server.ts";
import type { StripeAccountState } from "#app/disbursement/stripe-api/stripe.rules.ts";
import type { Actor } from "#app/house/access.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { type TieFinding, tieFindings } from "#app/review/finding/judged-ties.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** A verified claim that waits to be paid, for the first time or after the bank returned it. */
export type DueClaim = {
	claim: string;
	kind: ClaimKind;
	/** What was kept back of which claim, where this one pays it. */
	retains: string | null;
	application: string;
	businessName: string;
	programmeId: string;
	programmeVi: string;
	programmeEn: string;
	associationId: string;
	associationVi: string;
	associationEn: string;
	payeeName: string;
	/** End of the account that would be paid; null while there is none. */
	last4: string | null;
	rail: Rail;
	/** The payee's account at Stripe and how far it is, where Stripe pays; null while there is none. */
	stripe: { id: string; state: StripeAccountState } | null;
	amountDong: bigint;
	verifiedAt: Date | null;
	/** The seller is the business itself: it is never paid. */
	paysApplicant: boolean;
	/** Until a programme officer has decided. */
	stopped: boolean;
	/** What reviewers found on what the business and its provider have in common. */
	ties: TieFinding[];
	/** Of the payment that came back. */
	payment: string | null;
};

/** What waits to be paid, the longest first; null for who may not see it. */
export async function dueClaims(db: Kysely<Tables>, actor: Actor): Promise<DueClaim[] | null> {
	if (!canSeePayments(actor).allowed) return null;
	const rows = await db
		.selectFrom("claim")
		.innerJoin("application", "application.id", "claim.applicationId")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.innerJoin("programmeVersion", "programmeVersion.id", "submission.programmeVersionId")
		.innerJoin("programme", "programme.id", "application.programmeId")
		.innerJoin("agreement", "agreement.applicationId", "application.id")
		.innerJoin("business", "business.id", "application.businessId")
		.innerJoin("association", "association.id", "application.associationId")
		.leftJoin("bankAccount", (join) =>
			join.onRef("bankAccount.businessId", "=", "business.id").on("bankAccount.replacedAt", "is", null),
		)
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.leftJoin("claim as kept", "kept.id", "claim.retainsClaimId")
		.select(["claim.kind", "kept.reference as retains"])
		.select(sql<boolean>`claim_pays_applicant(claim.id)`.as("paysApplicant"))
		.select(sql<boolean>`application_is_stopped(claim.application_id)`.as("stopped"))
		.select(["application.id as applicationId"])
		.select(["claim.id", sql<Rail>`coalesce(programme_version.rules->'settings'->>'rail', 'bank-file')`.as("rail")])
		.select(["claim.reference as claim", "application.reference as application", submittedName.as("businessName")])
		.select(["association.nameVi as associationVi", "association.nameEn as associationEn"])
		.select(["programme.nameVi as programmeVi", "programme.nameEn as programmeEn"])
		.select(["application.programmeId", "association.id as associationId"])
		.select(["claim.payableDong", "claim.answeredAt as verifiedAt", "disbursement.reference as payment"])
		.select(["agreement.payee", "claim.payeeAccountLast4", "bankAccount.numberLast4", "disbursement.accountLast4"])
		.where("claim.state", "=", "verified")
		.where("claim.payableDong", ">", 0n)
		.where((eb) =>
			eb.or([
				eb("disbursement.id", "is", null),
				eb.and([eb("disbursement.state", "=", "scheduled"), eb("disbursement.batchId", "is", null)]),
			]),
		)
		.orderBy("claim.answeredAt")
		.orderBy("claim.reference")
		.execute();
	const ties = await tieFindings(
		db,
		rows.map(({ applicationId }) => applicationId),
	);
	return Promise.all(
		rows.map(
			async ({ id, applicationId, payee, payeeAccountLast4, numberLast4, accountLast4, payableDong, ...row }) => ({
				...row,
				ties: ties.filter((tie) => tie.applicationId === applicationId),
				kind: row.kind as ClaimKind,
				stripe: row.rail === "stripe" ? await stripeAccountOf(db, id) : null,
				payeeName: payee === "provider" ? await providerName(db, id) : row.businessName,
				last4: accountLast4 ?? (payee === "provider" ? payeeAccountLast4 : numberLast4),
				amountDong: payableDong ?? 0n,
			}),
		),
	);
}

async function providerName(db: Kysely<Tables>, claimId: string): Promise<string> {
	const { lines, draft } = await claimCaseOf(db, claimId);
	return claimedProvider(lines, draft.lines)?.providerName ?? "";
}

async function stripeAccountOf(db: Kysely<Tables>, claimId: string): Promise<DueClaim["stripe"]> {
	const payee = await payeeIdentity(db, await claimCaseOf(db, claimId));
	const account = payee && (await payeeAtStripe(db, payee));
	return account && { id: account.stripeId, state: account.state };
}
