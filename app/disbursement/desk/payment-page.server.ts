import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import type { Actor } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { standingTransfer } from "#app/ledger/transfers.server.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { isTied } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { canSeePayments } from "../disbursement.access.ts";
import type { DisbursementState } from "../disbursement.states.ts";
import { type PaymentEventRow, paymentEvents, whoSaidFailed } from "../payment-events.server.ts";
import { lastAttempt } from "../stripe/attempts.server.ts";

export type PaymentPage = {
	reference: string;
	state: DisbursementState;
	amountDong: bigint;
	payeeKind: "provider" | "business";
	payeeName: string;
	bankBin: string;
	last4: string;
	accountName: string;
	rail: Rail;
	/** The payee's, where Stripe pays. */
	stripeAccount: string | null;
	/** What Stripe takes along, with the last attempt, of what the business paid in. */
	ownShareDong: bigint;
	claim: string;
	kind: ClaimKind;
	/** What was kept back of which claim, where it pays that. */
	retains: string | null;
	application: string;
	businessName: string;
	/** The batch that it is in; none between two. */
	batch: string | null;
	sentAt: Date | null;
	/** The reader belongs to the business. */
	ownBusiness: boolean;
	/** The day on which the bank paid it. */
	paidOn: PlainDate | null;
	/** The transfer by which it is booked as paid. */
	paidBy: string | null;
	/** The end of the account of this moment, where it differs from the one that was sent to. */
	newLast4: string | null;
	/** Who recorded that the bank returned it, the last time. */
	failedBy: string | null;
	/** Newest first. */
	events: PaymentEventRow[];
};

/** A payment with its trail; null where there is none, or for who may not see it. */
export async function paymentPage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<PaymentPage | null> {
	if (!canSeePayments(actor).allowed) return null;
	const row = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.innerJoin("business", "business.id", "application.businessId")
		.leftJoin("bankAccount", (join) =>
			join.onRef("bankAccount.businessId", "=", "business.id").on("bankAccount.replacedAt", "is", null),
		)
		.leftJoin("claim as kept", "kept.id", "claim.retainsClaimId")
		.leftJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.select(["disbursement.id", "disbursement.reference", "disbursement.state", "amountDong", "sentAt", "paidOn"])
		.select(["payeeKind", "payeeName", "disbursement.bankBin", "accountLast4 as last4", "disbursement.accountName"])
		.select(["disbursement.rail", "disbursement.stripeAccount"])
		.select(["claim.kind", "kept.reference as retains", "application.id as applicationId"])
		.select(["claim.reference as claim", "application.reference as application", submittedName.as("businessName")])
		.select(["paymentBatch.reference as batch", "claim.payeeAccountLast4", "numberLast4"])
		.where("disbursement.reference", "=", reference)
		.executeTakeFirst();
	if (!row) return null;
	const { id, applicationId, payeeAccountLast4, numberLast4, ...payment } = row;
	const payeeKind = payment.payeeKind as PaymentPage["payeeKind"];
	const nowLast4 = payeeKind === "provider" ? payeeAccountLast4 : numberLast4;
	return {
		...payment,
		kind: payment.kind as ClaimKind,
		state: payment.state as DisbursementState,
		rail: payment.rail as Rail,
		payeeKind,
		ownBusiness: await isTied(db, actor.personId, applicationId),
		paidBy: await standingTransfer(db, { reason: "pay", why: payment.reference }),
		ownShareDong: (await lastAttempt(db, id))?.ownShareDong ?? 0n,
		newLast4: nowLast4 === payment.last4 ? null : nowLast4,
		failedBy: await whoSaidFailed(db, id),
		events: (await paymentEvents(db, [id])).map(({ disbursementId: _of, ...event }) => event),
	};
}
