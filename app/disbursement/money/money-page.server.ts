import { type Kysely, sql } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { type ApplicationRow, ownApplications } from "#app/application/visible-applications.server.ts";
import type { ClaimKind, Split } from "#app/claim/advance/advance.rules.ts";
import { advanceStanding } from "#app/claim/advance/advance-standing.server.ts";
import { advanceableOf } from "#app/claim/advance/advanceable.server.ts";
import { answerDeadlines } from "#app/claim/answer-deadline.server.ts";
import { canStartAdvance } from "#app/claim/claim.access.ts";
import { claimedProvider } from "#app/claim/claim.rules.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { type ClaimCase, type ClaimEventRow, claimCaseOf } from "#app/claim/claim-case.server.ts";
import { claimableOf } from "#app/claim/claimable-lines.server.ts";
import type { Invoice } from "#app/claim/invoice.rules.ts";
import type { Actor } from "#app/house/access.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { type AnswerClock, answerClock } from "#app/kernel/working-days.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { BANK_ANSWER_WORKING_DAYS } from "../disbursement.rules.ts";
import type { DisbursementState } from "../disbursement.states.ts";
import { type OwnSharePage, ownSharePage } from "../own-share/own-share-page.server.ts";
import { type PaymentEventRow, paymentEvents } from "../payment-events.server.ts";
import { payeeAtStripe, payeeIdentity, railOf } from "../stripe/stripe-account.server.ts";
import { type MoneyAhead, type MoneySums, moneySums } from "./money.rules.ts";

/** One claim and its payment, with everything that happened to them. */
export type MoneyPayment = {
	/** First, second, … of the application. */
	number: number;
	claim: string;
	claimState: ClaimState;
	/** The payment's reference; null before there is one. */
	payment: string | null;
	state: DisbursementState | null;
	/** For costs, ahead of them, or what was kept back of the claim `retains`. */
	kind: ClaimKind;
	retains: string | null;
	/** What it pays for: the lines' own words. */
	what: string[];
	/** What is paid for it, of what it earned. */
	amountDong: bigint;
	split: Split | null;
	keptDong: bigint;
	payeeName: string;
	rail: Rail;
	/** End of the account that it goes to; null where Stripe pays, to the account that the payee gave there. */
	last4: string | null;
	invoices: Invoice[];
	/** Last day for the association's answer, while it checks. */
	answerDueOn: PlainDate | null;
	/** The programme pays through Stripe, and the payee cannot be paid to there yet. */
	needsStripe: boolean;
	/** Working days since it was sent, while the bank's answer is awaited. */
	bankClock: AnswerClock | null;
	paidOn: PlainDate | null;
	/** Newest first. */
	claimEvents: ClaimEventRow[];
	paymentEvents: PaymentEventRow[];
};

export type MoneyPage = {
	reference: string;
	state: ApplicationState;
	programme: { nameVi: string; nameEn: string };
	payee: "provider" | "business";
	sums: MoneySums;
	/** What the business pays itself, where it may do so through Stripe. */
	ownShare: Pick<OwnSharePage, "dueDong" | "stage"> | null;
	/** The most that can be asked for ahead now, 0 where nothing can; and the request that is being written. */
	advance: { highestDong: bigint; draft: string | null };
	/** What was paid ahead and can no longer be earned: to be paid back. */
	toReturnDong: bigint;
	/** Newest first. */
	payments: MoneyPayment[];
};

/** The money of the person's own applications that were approved, newest first; one of them if `reference` is given. */
export async function moneyPages(
	db: Kysely<Tables>,
	actor: Actor,
	now: Date,
	reference?: string,
): Promise<MoneyPage[]> {
	const applications = await ownApplications(db, actor)
		.innerJoin("programme", "programme.id", "application.programmeId")
		.innerJoin("agreement", "agreement.applicationId", "application.id")
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select(["application.id", "application.reference", "state", "approvedDong", "nameVi", "nameEn", "payee"])
		.select(["application.programmeId", "application.associationId"])
		.select("submission.programmeVersionId as versionId")
		.where("approvedDong", "is not", null)
		.$if(reference !== undefined, (query) => query.where("application.reference", "=", reference ?? ""))
		.orderBy("decidedAt", "desc")
		.execute();
	return Promise.all(
		applications.map(async ({ id, versionId, nameVi, nameEn, approvedDong, ...row }) => {
			const application = { state: row.state as ApplicationState, approvedDong: approvedDong ?? 0n };
			const payments = await paymentsOf(db, { id, versionId }, now);
			const ahead = await moneyAhead(db, { ...row, id, state: application.state });
			return {
				reference: row.reference,
				state: application.state,
				programme: { nameVi, nameEn },
				payee: row.payee as MoneyPage["payee"],
				sums: moneySums(application, payments, ahead),
				advance: ahead.advance,
				toReturnDong: ahead.toReturnDong,
				ownShare: await ownSharePage(db, actor, row.reference),
				payments,
			};
		}),
	);
}

type Ahead = MoneyAhead & Pick<MoneyPage, "advance" | "toReturnDong">;

/** What is paid ahead of the costs, and what can still be asked for. */
async function moneyAhead(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "state" | "programmeId" | "associationId">,
): Promise<Ahead> {
	const { outstandingDong, advance } = await advanceStanding(db, application);
	const advanceable = await advanceableOf(db, application);
	const { state, hasOpenClaim, lastClaimMade, leftDong } = await claimableOf(db, application);
	const isEarning = hasOpenClaim || (!lastClaimMade && leftDong > 0n);
	const { returned } = await db
		.selectFrom("recoveryReceipt")
		.innerJoin("recovery", "recovery.id", "recoveryReceipt.recoveryId")
		.select((eb) => eb.fn.coalesce(eb.fn.sum<string>("unearnedDong"), eb.lit(0)).as("returned"))
		.where("applicationId", "=", application.id)
		.where(sql<boolean>`recovery_receipt_counts(recovery_receipt.id)`)
		.executeTakeFirstOrThrow();
	// Once there is a notice, that says what to do.
	const notice = await db
		.selectFrom("recovery")
		.select("id")
		.where("applicationId", "=", application.id)
		.where("state", "in", ["notified", "contested", "due"])
		.executeTakeFirst();
	return {
		outstandingDong,
		returnedDong: BigInt(returned),
		noMoreClaims: lastClaimMade && !hasOpenClaim,
		toReturnDong: state === "agreed" && !isEarning && !notice ? outstandingDong : 0n,
		advance: {
			highestDong: canStartAdvance(advanceable).allowed ? advanceable.highestDong : 0n,
			draft: advance?.state === "draft" ? advance.reference : null,
		},
	};
}

/** The money of one application; null if it is not the person's, or nothing was approved. */
export async function moneyPage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	now: Date,
): Promise<MoneyPage | null> {
	const [page] = await moneyPages(db, actor, now, reference);
	return page ?? null;
}

async function paymentsOf(
	db: Kysely<Tables>,
	application: { id: string; versionId: string },
	now: Date,
): Promise<MoneyPayment[]> {
	const rows = await db
		.selectFrom("claim")
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.select(["claim.id", "claim.reference", "claim.submittedAt", "disbursement.id as paymentId"])
		.select([
			"disbursement.reference as payment",
			"disbursement.state",
			"payeeName",
			"accountLast4",
			"sentAt",
			"paidOn",
		])
		.where("claim.applicationId", "=", application.id)
		.where("claim.submittedAt", "is not", null)
		.orderBy("claim.createdAt")
		.orderBy("claim.reference")
		.execute();
	const events = await paymentEvents(
		db,
		rows.flatMap(({ paymentId }) => (paymentId ? [paymentId] : [])),
	);
	const holidays = await readHolidays(db);
	const rail = await railOf(db, application.id);
	const payments: MoneyPayment[] = [];
	for (const { id, paymentId, reference, submittedAt, sentAt, ...row } of rows) {
		const claim = await claimCaseOf(db, id);
		const { kind, retains, split } = claim;
		const claimed = new Set(claim.submitted?.lines.map(({ costLineId }) => costLineId));
		const state = row.state as DisbursementState | null;
		const waiting = claim.state === "submitted" && submittedAt !== null;
		const deadlines = waiting
			? await answerDeadlines(db, [{ reference, submittedAt, versionId: application.versionId }])
			: new Map<string, PlainDate>();
		payments.push({
			number: payments.length + 1,
			claim: reference,
			claimState: claim.state,
			payment: row.payment,
			state,
			what: claim.lines.filter(({ costLineId }) => claimed.has(costLineId)).map(({ description }) => description),
			kind,
			retains,
			split,
			amountDong: split?.payableDong ?? 0n,
			keptDong: split?.retainedDong ?? 0n,
			payeeName:
				row.payeeName ??
				(claim.payee === "provider"
					? (claimedProvider(claim.lines, claim.draft.lines)?.providerName ?? "")
					: claim.businessName),
			rail,
			last4: rail === "stripe" ? null : (row.accountLast4 ?? claim.account?.last4 ?? null),
			invoices: claim.submitted?.invoices ?? [],
			answerDueOn: deadlines.get(reference) ?? null,
			needsStripe:
				rail === "stripe" && claim.state !== "refused" && !row.payment && !(await isReadyAtStripe(db, claim)),
			bankClock: state === "sent" && sentAt ? bankClock(sentAt, now, holidays) : null,
			paidOn: row.paidOn,
			claimEvents: claim.events,
			paymentEvents: events.filter(({ disbursementId }) => disbursementId === paymentId),
		});
	}
	// What was kept back of a claim is paid by another in the end.
	const released = new Set(payments.map(({ retains }) => retains));
	return payments.map((payment) => (released.has(payment.claim) ? { ...payment, keptDong: 0n } : payment)).reverse();
}

async function isReadyAtStripe(db: Kysely<Tables>, claim: ClaimCase): Promise<boolean> {
	const payee = await payeeIdentity(db, claim);
	return payee !== null && (await payeeAtStripe(db, payee))?.state === "ready";
}

function bankClock(sentAt: Date, now: Date, holidays: ReadonlySet<PlainDate>): AnswerClock {
	return answerClock({
		submittedOn: plainDateAt(sentAt),
		today: plainDateAt(now),
		limitWorkingDays: BANK_ANSWER_WORKING_DAYS,
		pauses: [],
		holidays,
	});
}
