import type { Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import { holdingAccount } from "#app/funding/accounts.ts";
import { envelopeOf, takeBackPayable } from "#app/funding/bookings.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimKind } from "../advance/advance.rules.ts";
import { moveClaim } from "../claim-events.server.ts";
import { type ClaimInHand, unsafeReadClaim } from "../visible-claims.server.ts";

/**
 * The city ends a locked claim of an application whose payments are stopped, before it is paid: what it was to be paid is
 * promised again, its invoices are free, and the business may claim anew. Its payment, if it has one, was cancelled before.
 *
 * @param paidOut the claims of the application that are paid, or with the bank.
 * @throws Refusal where the ledger cannot go back: of an application that is over, of what an advance has paid and was asked
 * back since, and of what was kept back of a claim that was paid.
 */
export async function endClaim(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	inHand: ClaimInHand,
	{ reason, paidOut }: { reason: string; paidOut: ReadonlySet<string> },
): Promise<void> {
	const { application, claim } = inHand;
	const wasVerified = claim.state === "verified";
	if (wasVerified) await takeBack(trx, ctx, inHand, paidOut);
	const subsidyDong = claim.subsidyDong ?? 0n;
	await moveClaim(trx, ctx, inHand, {
		to: "refused",
		what: "ended",
		side: "city",
		subsidyDong,
		set: {
			answeredAt: ctx.now,
			answeredBy: ctx.actor.personId,
			answeredByName: ctx.actor.name,
			answerReasons: reason,
			...(wasVerified ? { advanceOffsetDong: 0n, retainedDong: 0n } : {}),
		},
		said: reason,
	});
	await appendAudit(trx, ctx, {
		action: "claim.ended",
		subject: { kind: "claim", id: claim.id, label: claim.reference },
		facts: { kind: claim.kind, application: application.reference, subsidyDong, reason },
	});
}

async function takeBack(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, claim }: ClaimInHand,
	paidOut: ReadonlySet<string>,
): Promise<void> {
	const facts = { claim: claim.reference };
	if (application.state !== "agreed") throw new Refusal("claim_refusal_end_over", facts);
	if (claim.retainsClaimId !== null) {
		const { payableDong } = await unsafeReadClaim(trx, claim.retainsClaimId);
		if (payableDong === 0n || paidOut.has(claim.retainsClaimId)) throw new Refusal("claim_refusal_end_kept", facts);
	}
	if (claim.advanceOffsetDong > 0n) {
		const funded = await fundedApplication(trx, application);
		const paid = holdingAccount("paid", await envelopeOf(trx, funded), application.id);
		if ((await balanceOf(trx, paid)) < claim.advanceOffsetDong)
			throw new Refusal("claim_refusal_end_asked_back", facts);
	}
	await takeBackPayable(trx, ctx, { ...claim, kind: claim.kind as ClaimKind });
}
