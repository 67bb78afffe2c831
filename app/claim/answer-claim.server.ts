import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { makePayable } from "#app/funding/bookings.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { instant } from "#app/house/command/inputs.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import { assertTiesJudged } from "#app/review/finding/judged-ties.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { type Split, splitOf } from "./advance/advance.rules.ts";
import { advanceStanding, toEarn } from "./advance/advance-standing.server.ts";
import { releaseRetainedOf } from "./advance/release-retained.server.ts";
import { canAnswerClaim } from "./claim.access.ts";
import { claimedProvider, endsClaims } from "./claim.rules.ts";
import { readClaimDraft } from "./claim-draft.ts";
import { moveClaim } from "./claim-events.server.ts";
import { claimableLines, linesPaidFor } from "./claimable-lines.server.ts";
import { assertPayAnother } from "./desk/pays-applicant.server.ts";
import { assertNearMatchesJudged, keepingNearMatches } from "./invoice/near-matches.server.ts";
import { ownShareStands } from "./own-share/own-share-stands.server.ts";
import { assertNotStopped } from "./stop/payment-stops.server.ts";
import { type ClaimInHand, lockVisibleClaim } from "./visible-claims.server.ts";

const outcomes = { verify: "verified", return: "returned", refuse: "refused" } as const;

const answerInput = z.object({
	reference: z.string(),
	/** When the claim that was read was submitted: nobody answers it as it was submitted since. */
	submittedAt: instant,
	answer: z.enum(["verify", "return", "refuse"]),
	reasons: z.string(),
});

type Answer = z.output<typeof answerInput>;

/**
 * The association's answer to a claim. Verifying makes its subsidy payable, less what was paid ahead and what is kept back,
 * and with the last claim all that was kept back; returning asks the business to mend it; refusing ends it and lets go of
 * its invoices. The same answer by the same person changes nothing.
 *
 * @throws Refusal when it was answered before, or submitted again since it was read, on a conflict of interest, without reasons for a no, or for a yes while an
 * invoice is nearly another claim's and nobody judged it, where the seller is the business itself, or without a proof where
 * Stripe took back the own share that stood for it; NotFound for another association's claim.
 */
export const answerClaim = command({
	name: "claim.answer",
	input: answerInput,
	who: ["reviewer"],
	refuses: [
		"claim_refusal_advance_first",
		"claim_refusal_answered",
		"claim_refusal_near_match",
		"claim_refusal_own_provider",
		"claim_refusal_own_share_gone",
		"claim_refusal_reasons",
		"claim_refusal_stopped",
		"claim_refusal_submitted_again",
		"house_refusal_moved_on",
		"review_refusal_conflict",
		"review_refusal_not_declared",
		"review_refusal_tie_open",
	],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await keepingNearMatches(ctx, input.reference, () => answerOnce(ctx, input));
	},
});

async function answerOnce(ctx: CommandContext, { reference, submittedAt, answer, reasons }: Answer): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const inHand = orNotFound(await lockVisibleClaim(trx, ctx.actor, reference));
		const { application, claim } = inHand;
		const to = outcomes[answer];
		if (claim.state === to && claim.answeredBy === ctx.actor.personId) return;
		const tie = await reviewerTie(trx, ctx.actor.personId, application);
		assertAllowed(
			canAnswerClaim(ctx.actor, { state: claim.state, associationId: application.associationId, tie }),
			403,
		);
		assert(claim.submittedAt, `${reference} waits for an answer and was never submitted`);
		if (claim.submittedAt.getTime() !== submittedAt.getTime())
			throw new Refusal("claim_refusal_submitted_again", { at: claim.submittedAt });
		if (answer !== "verify" && reasons === "") throw new Refusal("claim_refusal_reasons", {}, { field: "reasons" });
		const { subsidyDong } = claim;
		assert(subsidyDong !== null, `${reference} was submitted without an amount`);

		if (answer === "verify") {
			await assertPayAnother(trx, [claim.id], "claim_refusal_own_provider");
			await assertNotStopped(trx, [claim.id], "claim_refusal_stopped");
			await assertNearMatchesJudged(trx, claim.id);
			await assertTiesOfClaimJudged(trx, ctx, inHand);
		}
		// An advance carries none of it, and takes no proof.
		const countsOwnShare = claim.kind === "costs" && (await ownShareStands(trx, claim.id));
		if (answer === "verify" && claim.kind === "costs" && claim.countsOwnShare && !countsOwnShare)
			await assertProved(trx, claim.id);
		const verified = answer === "verify" ? await bookPayable(trx, ctx, inHand) : null;
		const answered = { answeredAt: ctx.now, answeredBy: ctx.actor.personId, answeredByName: ctx.actor.name };
		await moveClaim(trx, ctx, inHand, {
			to,
			subsidyDong,
			set: {
				...answered,
				answerReasons: reasons || null,
				...(verified
					? { advanceOffsetDong: verified.offsetDong, retainedDong: verified.retainedDong, countsOwnShare }
					: {}),
			},
			said: reasons,
		});
		if (verified?.isLast) await releaseRetainedOf(trx, ctx, { application, side: "association", answer: answered });
		await enqueue(trx, "claim.answered", { claimId: claim.id });
		if (verified) await enqueue(trx, "claim.payee-named", { claimId: claim.id, at: ctx.now.toISOString() });
		await appendAudit(trx, ctx, {
			action: `claim.${to}`,
			subject: { kind: "claim", id: claim.id, label: reference },
			facts: {
				kind: claim.kind,
				application: application.reference,
				subsidyDong,
				offsetDong: verified?.offsetDong ?? null,
				retainedDong: verified?.retainedDong ?? null,
				reasons,
			},
		});
	});
}

/** No proof was asked for, as the own share was there; Stripe has taken it back since. */
async function assertProved(trx: Transaction<Tables>, claimId: string): Promise<void> {
	const proof = await trx
		.selectFrom("claimDocument")
		.select("id")
		.where("claimId", "=", claimId)
		.where("kind", "=", "payment-proof")
		.where("removedAt", "is", null)
		.executeTakeFirst();
	if (!proof) throw new Refusal("claim_refusal_own_share_gone");
}

async function assertTiesOfClaimJudged(trx: Transaction<Tables>, ctx: CommandContext, inHand: ClaimInHand) {
	const { id, businessId, associationId, submissionId } = inHand.application;
	assert(associationId !== null, `${inHand.application.reference} has claims and no association`);
	const lines = await linesPaidFor(trx, inHand.claim);
	await assertTiesJudged(trx, ctx, { id, businessId, associationId, submissionId }, lines);
}

/** What is paid for the claim, after what was paid ahead and what is kept back. */
async function bookPayable(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, claim }: ClaimInHand,
): Promise<Split & { isLast: boolean }> {
	const subsidyDong = claim.subsidyDong ?? 0n;
	const standing = await advanceStanding(trx, application);
	const { retentionPercent, advance } = standing;
	// Only where a correction took back the record of its payment: what the claim is worth is known once it is paid again.
	if (claim.kind === "costs" && advance && !advance.paid) throw new Refusal("claim_refusal_advance_first");
	const lines = await claimableLines(trx, application.id, claim.id);
	const isLast = claim.kind === "costs" && endsClaims(claim, lines, subsidyDong);
	const provider = claimedProvider(lines, readClaimDraft(claim.draft).lines);
	const outstandingDong = toEarn(standing, provider?.providerTaxCode);
	const earned =
		claim.kind === "costs"
			? splitOf(subsidyDong, { outstandingDong, retentionPercent, isLast })
			: { subsidyDong, offsetDong: 0n, retainedDong: 0n, payableDong: subsidyDong };
	await makePayable(trx, ctx, {
		application: await fundedApplication(trx, application),
		earned,
		key: `payable:${claim.id}`,
		why: claim.reference,
	});
	return { ...earned, isLast };
}
