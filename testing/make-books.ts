import { randomUUID } from "node:crypto";
import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import { settleOwnShare } from "#app/disbursement/own-share/settle-own-share.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { chooseInstalments } from "#app/recovery/choose-instalments.server.ts";
import type { Database } from "#db/connection.server.ts";
import { makePaidAdvance } from "./make-advance.ts";
import { makeBudgetChange, makeClosing } from "./make-budget.ts";
import { makeAgreed, makeSentBatch, makeSubmittedClaim, makeVerifiedClaim } from "./make-claim.ts";
import { makeCorrected } from "./make-correction.ts";
import { makePaidOwnShare } from "./make-own-share.ts";
import { makeProgramme, rulesWith } from "./make-programme.ts";
import { type MadePaid, makeNotified, receiveBack } from "./make-recovery.ts";
import { makeApprovedApplication, makeSubmittedApplication } from "./make-review.ts";
import { makeReadyAtStripe, makeReleasedBatch, payThroughStripe, stripeOf } from "./make-stripe.ts";
import { contextOf, makeAssociation, makeStaff } from "./makers.ts";
import { StripeStandIn } from "./stripe-stand-in.ts";

/** Applications, claims and payments at every place where money can stand, by the real commands. All by reference. */
export async function makeBooks(db: Database) {
	const associationId = await makeAssociation(db);
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 2_000_000_000n },
		rules: rulesWith({ payee: "provider" }),
	});
	const reviewer = await makeStaff(db, "reviewer", associationId);
	const manager = await makeStaff(db, "association_manager", associationId);
	const wishes = { programmeId, associationId, reviewer };

	await makeSubmittedApplication(db, wishes);
	const approved = await makeApprovedApplication(db, wishes);
	const lapsed = await makeApprovedApplication(db, wishes);
	await lapseAgreement(systemContext("test", new Date("2026-12-30T03:00:00Z")), { applicationId: lapsed.id });
	const cancelled = await makeAgreed(db, wishes);
	await cancelApplication(contextOf(db, manager), { reference: cancelled.reference, reasons: "Ngừng dự án." });

	const completed = await makeAgreed(db, wishes);
	const paidClaim = await makeVerifiedClaim(db, completed, { costs: [59_000_000n], isLast: true });
	const agreed = await makeAgreed(db, wishes);
	const sentClaim = await makeVerifiedClaim(db, agreed, { costs: [59_000_000n] });
	const failedClaim = await makeVerifiedClaim(db, await makeAgreed(db, wishes));
	const correctedClaim = await makeVerifiedClaim(db, await makeAgreed(db, wishes));
	const claims = [paidClaim, sentClaim, failedClaim, correctedClaim];
	const { batch, payments, maker, releaser } = await makeSentBatch(db, claims);
	const [paid = "", sent = "", failed = "", corrected = ""] = payments;
	const ctx = contextOf(db, maker);
	const on = plainDateAt(ctx.now);
	await recordAnswer(ctx, { reference: paid, answer: "paid", on, said: "" });
	await recordAnswer(ctx, { reference: failed, answer: "failed", on, said: "Sai tên người nhận." });
	await recordAnswer(ctx, { reference: corrected, answer: "paid", on, said: "" });
	const confirmer = await makeStaff(db, "finance_officer");
	const correction = await makeCorrected(db, corrected, { proposer: releaser, confirmer });
	const dueClaim = await makeVerifiedClaim(db, await makeAgreed(db, wishes));
	await makeSubmittedClaim(db, await makeAgreed(db, wishes));

	const wish = { programmeId, kind: "take-back", fromAssociation: associationId, amountDong: 100_000_000n } as const;
	const budgetChange = await makeBudgetChange(db, wish);

	const recovery = await makeRecovery(db, {
		application: completed,
		programmeId,
		associationId,
		payment: paid,
		officers: [maker, releaser],
	});
	const closed = await makeClosedYear(db, { associationId, reviewer });
	const advances = await makeAdvances(db, { associationId, reviewer, finance: [maker, releaser] });
	const ownShares = await makeOwnShares(db, { associationId, finance: [maker, releaser] });

	return {
		...ownShares,
		...recovery,
		...advances,
		programmeId,
		associationId,
		budgetChange,
		...closed,
		approved: approved.reference,
		agreed: agreed.reference,
		completed: completed.reference,
		completedTaxCode: completed.business.taxCode,
		paidClaim,
		sentClaim,
		dueClaim,
		batch,
		correction,
		corrected,
		correctedClaim,
		paid,
		sent,
		releaser,
		nobody: randomUUID(),
	};
}

/** Part of a payment that is paid back in two parts, the first of which has come back. */
async function makeRecovery(db: Database, paid: MadePaid) {
	const { application, payment, officers } = paid;
	const recovery = await makeNotified(db, paid);
	const own = { application: application.reference, reference: recovery };
	const owner = contextOf(db, application.owner);
	await answerNotice(owner, { ...own, answer: "agree", words: "" });
	await chooseInstalments(owner, { ...own, planId: randomUUID(), count: 2 });
	const ctx = contextOf(db, officers[0]);
	await receiveBack(db, officers, {
		receiptId: randomUUID(),
		reference: recovery,
		amountDong: 5_000_000n,
		receivedOn: plainDateAt(ctx.now),
		bankReference: randomUUID(),
	});
	return { recovery, recovering: payment };
}

/** A programme whose year is closed: a reservation lapsed, and the envelope gave back what it had free. */
async function makeClosedYear(db: Database, { associationId, reviewer }: { associationId: string; reviewer: Actor }) {
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 90_000_000n } });
	const reserved = await makeApprovedApplication(db, { programmeId, associationId, reviewer });
	return { closing: await makeClosing(db, { programmeId, year: 2026 }), closedOut: reserved.reference };
}

/** One application with an advance that is earned in part, one with money kept back, and one whose last claim released it. */
async function makeAdvances(
	db: Database,
	{
		associationId,
		reviewer,
		finance: [maker, releaser],
	}: { associationId: string; reviewer: Actor; finance: [Actor, Actor] },
) {
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ payee: "provider", advancePercent: 30, retentionPercent: 10 }),
	});
	const wishes = { programmeId, associationId, reviewer };
	const advanced = await makeAgreed(db, wishes);
	const { advance } = await makePaidAdvance(db, advanced, { maker, releaser });
	const earningClaim = await makeVerifiedClaim(db, advanced, { costs: [11_800_000n] });
	const kept = await makeAgreed(db, wishes);
	const keptClaim = await makeVerifiedClaim(db, kept, { costs: [59_000_000n] });
	const released = await makeAgreed(db, wishes);
	const releasedClaim = await makeVerifiedClaim(db, released, { costs: [59_000_000n] });
	await makeVerifiedClaim(db, released, { costs: [11_800_000n], isLast: true });
	const { reference: retention } = await db
		.selectFrom("claim")
		.innerJoin("claim as kept", "kept.id", "claim.retainsClaimId")
		.select("claim.reference")
		.where("kept.reference", "=", releasedClaim)
		.executeTakeFirstOrThrow();
	return { advanced: advanced.reference, advance, earningClaim, kept: kept.reference, keptClaim, retention };
}

/** One application whose business paid its share in, which went to the provider in part, and the rest back. */
async function makeOwnShares(
	db: Database,
	{ associationId, finance }: { associationId: string; finance: [Actor, Actor] },
) {
	const standIn = await new StripeStandIn().start();
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ rail: "stripe", payee: "provider", ownShare: "stripe" }),
	});
	const application = await makeAgreed(db, { programmeId, associationId });
	const ownShare = await makePaidOwnShare(db, standIn, application);
	const claim = await makeVerifiedClaim(db, application, { costs: [59_000_000n], isLast: true });
	await makeReadyAtStripe(db, standIn, application.owner, claim);
	const [payment = ""] = await makeReleasedBatch(db, [claim], ...finance);
	await payThroughStripe(db, standIn, payment);
	await settleOwnShare(systemContext("Stripe", contextOf(db, application.owner).now), stripeOf(standIn), ownShare);
	await standIn.close();
	const { reference } = await db
		.selectFrom("disbursement")
		.select("reference")
		.where("id", "=", payment)
		.executeTakeFirstOrThrow();
	return { ownShared: application.reference, ownSharePayment: reference };
}

export type MadeBooks = Awaited<ReturnType<typeof makeBooks>>;
