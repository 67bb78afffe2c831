import type { Kysely } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { ClaimKind, Split } from "#app/claim/advance/advance.rules.ts";
import { claimedProvider } from "#app/claim/claim.rules.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { type ClaimEventRow, claimCaseOf } from "#app/claim/claim-case.server.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { type MoneySums, moneySums } from "#app/disbursement/money.rules.ts";
import { type OwnSharePage, ownSharePage } from "#app/disbursement/own-share/own-share-page.server.ts";
import { type PaymentEventRow, paymentEvents } from "#app/disbursement/payment-events.server.ts";
import { railOf } from "#app/disbursement/stripe/stripe-account.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Invoice } from "#app/invoice/invoice.rules.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import { moneyAhead } from "#app/turn/own-money.server.ts";
import type { Tables } from "#db/connection.server.ts";

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
	/** How much of each claim is kept back until the last one, in percent. */
	keptPercent: number;
	/** What the business pays itself, where it may do so through Stripe. */
	ownShare: Pick<OwnSharePage, "dueDong" | "stage"> | null;
	/** Newest first. */
	payments: MoneyPayment[];
};

/** The money of the person's own applications that were approved, newest first; one of them if `reference` is given. */
export async function moneyPages(db: Kysely<Tables>, actor: Actor, reference?: string): Promise<MoneyPage[]> {
	const applications = await ownApplications(db, actor)
		.innerJoin("programme", "programme.id", "application.programmeId")
		.innerJoin("agreement", "agreement.applicationId", "application.id")
		.select(["application.id", "application.reference", "state", "approvedDong", "nameVi", "nameEn", "payee"])
		.select(["application.programmeId", "application.associationId"])
		.where("approvedDong", "is not", null)
		.$if(reference !== undefined, (query) => query.where("application.reference", "=", reference ?? ""))
		.orderBy("decidedAt", "desc")
		.execute();
	return Promise.all(
		applications.map(async ({ id, nameVi, nameEn, approvedDong, ...row }) => {
			const application = { state: row.state as ApplicationState, approvedDong: approvedDong ?? 0n };
			const payments = await paymentsOf(db, { id });
			const ahead = await moneyAhead(db, { ...row, id, state: application.state });
			return {
				reference: row.reference,
				state: application.state,
				programme: { nameVi, nameEn },
				payee: row.payee as MoneyPage["payee"],
				sums: moneySums(application, payments, ahead),
				keptPercent: ahead.retentionPercent,
				ownShare: await ownSharePage(db, actor, row.reference),
				payments,
			};
		}),
	);
}

/** The money of one application; null if it is not the person's, or nothing was approved. */
export async function moneyPage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<MoneyPage | null> {
	const [page] = await moneyPages(db, actor, reference);
	return page ?? null;
}

async function paymentsOf(db: Kysely<Tables>, application: { id: string }): Promise<MoneyPayment[]> {
	const rows = await db
		.selectFrom("claim")
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.select(["claim.id", "claim.reference", "disbursement.id as paymentId"])
		.select(["disbursement.reference as payment", "disbursement.state", "payeeName", "accountLast4", "paidOn"])
		.where("claim.applicationId", "=", application.id)
		.where("claim.submittedAt", "is not", null)
		.orderBy("claim.createdAt")
		.orderBy("claim.reference")
		.execute();
	const events = await paymentEvents(
		db,
		rows.flatMap(({ paymentId }) => (paymentId ? [paymentId] : [])),
	);
	const rail = await railOf(db, application.id);
	const payments: MoneyPayment[] = [];
	for (const { id, paymentId, reference, ...row } of rows) {
		const claim = await claimCaseOf(db, id);
		const { kind, retains, split } = claim;
		const claimed = new Set(claim.submitted?.lines.map(({ costLineId }) => costLineId));
		const state = row.state as DisbursementState | null;
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
			paidOn: row.paidOn,
			claimEvents: claim.events,
			paymentEvents: events.filter(({ disbursementId }) => disbursementId === paymentId),
		});
	}
	// What was kept back of a claim is paid by another in the end.
	const released = new Set(payments.map(({ retains }) => retains));
	return payments.map((payment) => (released.has(payment.claim) ? { ...payment, keptDong: 0n } : payment)).reverse();
}
