import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { lastAttempt } from "#app/disbursement/stripe/attempts.server.ts";
import type { Actor } from "#app/house/access.ts";
import { Refusal } from "#app/house/refusal.ts";
import { refusalText } from "#app/house/refusal-text.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { type BookedTransfer, mirrored } from "#app/ledger/transfers.server.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { type CorrectionAsSeen, canPropose } from "../correction.access.ts";
import { type CorrectedThing, type CorrectionCause, causesOf, correctionRule } from "../correction.rules.ts";
import { causeOf, namedTransfer, whyNotCorrected } from "../correction-target.server.ts";
import { type CorrectionRow, liveCorrection, unsafeFindCorrection } from "../corrections.server.ts";

/** One line of a transfer as people read it: which column, and what went in (positive) or out. */
export type PostingRow = { column: string; amountDong: bigint };

/** A transfer that is to be reversed, or was. */
export type BookedRows = {
	at: Date;
	/** Null for the system. */
	who: string | null;
	rows: PostingRow[];
	reversal: PostingRow[];
	amountDong: bigint;
};

/** What a correctable transfer is about. */
type Subject = { mends: CorrectedThing; of: string; rail: Rail; application: string; businessName: string };

function rowsOf(postings: BookedTransfer["postings"]): PostingRow[] {
	return postings.map(({ account, amountDong }) => ({ column: account.kind, amountDong }));
}

function bookedRows(transfer: BookedTransfer): BookedRows {
	const { at, actorId, actorName, postings } = transfer;
	return {
		at,
		who: actorId === null ? null : actorName,
		rows: rowsOf(postings),
		reversal: rowsOf(mirrored(postings)),
		amountDong: sumDong(postings.map(({ amountDong }) => amountDong).filter((amount) => amount > 0n)),
	};
}

/** The payment of a transfer, or the one that its recovery asks back. */
async function subjectOf(db: Kysely<Tables>, transfer: BookedTransfer, mends: CorrectedThing) {
	const of = causeOf(transfer);
	let payments = db
		.selectFrom("disbursement")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.select(["disbursement.id", "disbursement.state", "rail", "application.reference as application"])
		.select([submittedName.as("businessName"), "application.id as applicationId"]);
	payments =
		mends === "payment"
			? payments.where("disbursement.reference", "=", of)
			: payments.where("disbursement.id", "in", (eb) =>
					eb.selectFrom("recovery").select("disbursementId").where("recovery.reference", "=", of),
				);
	const { id, state, applicationId, rail, ...subject } = await payments.executeTakeFirstOrThrow();
	const payment = { id, state: state as DisbursementState, rail: rail as Rail };
	return { payment, applicationId, subject: { ...subject, mends, of, rail: payment.rail } satisfies Subject };
}

/** What may be proposed about a transfer, or in words why it is not; or that a correction is about it already. */
export type NewCorrectionPage =
	| { live: string }
	| { refusal: string }
	| { refusal: null; subject: Subject; booked: BookedRows; causes: readonly CorrectionCause[] };

/** The page on which a reversal is proposed. For a finance officer. @throws NotFound for no transfer. */
export async function newCorrectionPage(
	db: Kysely<Tables>,
	actor: Actor,
	transferId: string,
	locale: Locale,
): Promise<NewCorrectionPage> {
	const transfer = await namedTransfer(db, transferId);
	const live = await liveCorrection(db, transferId);
	if (live) return { live };
	const rule = correctionRule(transfer);
	if ("refused" in rule) return { refusal: refusalText(new Refusal(rule.refused), locale) };
	const { payment, applicationId, subject } = await subjectOf(db, transfer, rule.mends);
	const permission = canPropose(actor, { ownBusiness: await isTied(db, actor.personId, applicationId) });
	if (!permission.allowed) return { refusal: refusalText(new Refusal(permission.reason), locale) };
	const attempt = await lastAttempt(db, payment.id);
	const refusal = await whyNotCorrected(db, { mends: rule.mends, transfer, payment, attempt });
	if (refusal) return { refusal: refusalText(refusal, locale) };
	return { refusal: null, subject, booked: bookedRows(transfer), causes: causesOf(rule.mends, payment.rail) };
}

export type CorrectionPage = Pick<
	CorrectionRow,
	| "reference"
	| "state"
	| "cause"
	| "reason"
	| "proposedAt"
	| "proposedByName"
	| "endedAt"
	| "endedByName"
	| "endedReason"
> & {
	subject: Subject;
	booked: BookedRows;
	/** The payment waits to be paid again. */
	isUnpaid: boolean;
	asSeen: CorrectionAsSeen;
};

/** A correction with what it reverses; null where there is none, or for who may not see it. */
export async function correctionPage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
): Promise<CorrectionPage | null> {
	if (!canSeePayments(actor).allowed) return null;
	const row = await unsafeFindCorrection(db, reference);
	if (!row) return null;
	const transfer = await namedTransfer(db, row.transferId);
	const rule = correctionRule(transfer);
	assert("mends" in rule, `${reference} corrects what can be corrected`);
	const { payment, subject } = await subjectOf(db, transfer, rule.mends);
	const { state, cause, reason, proposedAt, proposedByName, endedAt, endedByName, endedReason } = row;
	return {
		...{ reference, state, cause, reason, proposedAt, proposedByName, endedAt, endedByName, endedReason },
		subject,
		booked: bookedRows(transfer),
		isUnpaid: rule.mends === "payment" && state === "confirmed" && payment.state === "failed",
		asSeen: {
			state,
			proposedBy: row.proposedBy,
			recordedBy: row.recordedBy,
			ownBusiness: await isTied(db, actor.personId, row.applicationId),
		},
	};
}
