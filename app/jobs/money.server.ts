import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import { unsafeReadClaim } from "#app/claim/visible-claims.server.ts";
import { completeIfSettled } from "#app/disbursement/complete-when-paid.server.ts";
import { isTrouble } from "#app/disbursement/disbursement.states.ts";
import { askToSettleOwnShare } from "#app/disbursement/own-share/own-shares.server.ts";
import { payeeOf } from "#app/disbursement/payee.server.ts";
import { paymentEvents } from "#app/disbursement/payment-events.server.ts";
import { unsafeReadPayment } from "#app/disbursement/payments.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { assert } from "#app/kernel/assert.ts";
import { bankOf } from "#app/kernel/banks.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

async function claimOf(claimId: string) {
	const claim = await unsafeReadClaim(db, claimId);
	const { submittedAt, costDong, subsidyDong, payableDong } = claim;
	assert(submittedAt && costDong && subsidyDong && payableDong !== null, `claim ${claim.reference} was submitted`);
	return { ...claim, kind: claim.kind as ClaimKind, submittedAt, costDong, subsidyDong, payableDong };
}

/** A receipt to the business; a page on which its own share could still be paid, though the claim proves it, is closed. */
export const tellOfClaim: JobHandler<"claim.submitted"> = async ({ claimId }, now) => {
	const claim = await claimOf(claimId);
	await inTransaction(db, (trx) => askToSettleOwnShare(trx, claim.applicationId));
	const { owners, facts } = await readMailCase(claim.applicationId, now);
	await mailEach(owners, {
		key: `claim.submitted:${claimId}:${claim.submittedAt.getTime()}`,
		name: "claim-submitted",
		props: (to) => ({
			...facts(to, `/claims/${claim.reference}`),
			claim: claim.reference,
			costDong: String(claim.costDong),
			subsidyDong: String(claim.subsidyDong),
			kind: claim.kind === "advance" ? claim.kind : ("costs" as const),
		}),
		now,
	});
};

/** Verified, to be mended, or refused: the answer to a claim, to the business. */
export const tellOfClaimAnswer: JobHandler<"claim.answered"> = async ({ claimId }, now) => {
	const claim = await claimOf(claimId);
	const { owners, facts, asking } = await readMailCase(claim.applicationId, now);
	const key = `claim.answered:${claimId}:${claim.answeredAt?.getTime()}`;
	const common = { claim: claim.reference, subsidyDong: String(claim.subsidyDong) };
	const path = `/claims/${claim.reference}`;
	const { state, kind } = claim;
	const split = { kind, offsetDong: String(claim.advanceOffsetDong), retainedDong: String(claim.retainedDong) };
	const asked = kind === "advance" ? kind : ("costs" as const);
	if (state === "verified") {
		// Where an advance has paid the claim already, no payment follows that would end the application.
		if (claim.payableDong === 0n) await completeIfSettled(systemContext("claim.answered", now), claim.applicationId);
		const payee = await payeeOf(db, claimId);
		assert(payee, `claim ${claim.reference} was verified with a payee`);
		await mailEach(owners, {
			key,
			name: "claim-verified",
			props: (to) => ({ ...facts(to, path), ...common, ...split, payeeKind: payee.kind, payee: payee.name }),
			now,
		});
	}
	if (state === "returned" || state === "refused") {
		const reason = claim.answerReasons ?? "";
		await mailEach(owners, {
			key,
			name: "claim-returned",
			props: async (to) => ({
				...(await asking(to, { kinds: ["claim-mend"], subject: claim.reference, path })),
				...{ ...common, kind: asked, outcome: state, reason },
			}),
			now,
		});
	}
};

/** Sent, paid or sent back by the bank, to the business. What is not known yet is told by nobody. */
export const tellOfPayment: JobHandler<"disbursement.changed"> = async ({ disbursementId, state }, now) => {
	const payment = await unsafeReadPayment(db, disbursementId);
	// A later step has its own mail.
	if (payment.state !== state) return;
	const { application, owners, facts, asking } = await readMailCase(payment.applicationId, now);
	const common = {
		payment: payment.reference,
		amountDong: String(payment.amountDong),
		payee: payment.payeeName,
		bank: bankOf(payment.bankBin)?.shortName ?? payment.bankBin,
		accountLast4: payment.accountLast4,
		rail: payment.rail,
	};
	const path = `/applications/${application.reference}/money`;
	const { sentAt, answeredAt, paidOn } = payment;
	const key = (at: Date) => `disbursement.${state}:${disbursementId}:${at.getTime()}`;
	if (state === "sent" && sentAt) {
		const sentOn = plainDateAt(sentAt);
		const props = (to: (typeof owners)[number]) => ({ ...facts(to, path), ...common, sentOn });
		await mailEach(owners, { key: key(sentAt), name: "disbursement-sent", props, now });
	}
	if (state === "paid" && answeredAt && paidOn) {
		const props = (to: (typeof owners)[number]) => ({ ...facts(to, path), ...common, paidOn });
		await mailEach(owners, { key: key(answeredAt), name: "disbursement-paid", props, now });
	}
	if (state === "failed" && answeredAt) {
		const bankAnswer = payment.bankAnswer ?? "";
		const because = await whyFailed(disbursementId);
		const { reference: subject } = await claimOf(payment.claimId);
		const props = async (to: (typeof owners)[number]) => ({
			...(await asking(to, { kinds: ["account", "send-again", "stopped"], subject, path })),
			...{ ...common, bankAnswer, because },
		});
		await mailEach(owners, { key: key(answeredAt), name: "disbursement-failed", props, now });
	}
};

/** The bank returned it, or it had been recorded as paid and two persons corrected that. */
async function whyFailed(disbursementId: string): Promise<"returned" | "recorded-wrongly" | "taken-back"> {
	const trouble = (await paymentEvents(db, [disbursementId])).find(({ what }) => isTrouble(what))?.what;
	if (trouble === "taken-back") return trouble;
	return trouble === "corrected" ? "recorded-wrongly" : "returned";
}
