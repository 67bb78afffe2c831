import type { Transaction } from "kysely";
import type Stripe from "stripe";
import { noteEvent } from "#app/application/move-application.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { ownShareStands } from "#app/claim/own-share/own-share-stands.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { log } from "#app/house/log.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { passOwnShare } from "../own-share/own-share-books.server.ts";
import { askToSettleOwnShare, lastOwnShare } from "../own-share/own-shares.server.ts";
import { settleOwnShare } from "../own-share/settle-own-share.server.ts";
import { insertPaymentEvent, lockPayment, unsafeReadPayment } from "../payments.server.ts";
import { applyAnswer } from "../record-answer.server.ts";
import type { Standing } from "../stripe-api/stripe.rules.ts";
import { askStripe, hasComeBack } from "./ask-stripe.server.ts";
import { type AttemptRow, lastAttempt } from "./attempts.server.ts";
import { refreshAccount } from "./stripe-account.server.ts";

type Who = CommandContext<AnyActor>;

/**
 * Looks where a payment stands at Stripe, takes its next step there, and records what became of it. The one way in for
 * the sending after a release, for what a webhook hints at, for the nightly reconciliation and for a person who asks: so
 * neither their order nor their number matters, since Stripe itself is asked each time and the answer is booked once.
 *
 * @throws where Stripe did not answer: the payment is "unknown" then, and the next look ends that.
 */
export async function settlePayment(ctx: Who, stripe: Stripe, disbursementId: string): Promise<void> {
	const attempt = await lastAttempt(ctx.db, disbursementId);
	if (!attempt || attempt.outcome === "failed") return;
	if (attempt.outcome === "paid") return noteComeBack(ctx, stripe, attempt);
	try {
		const gone = await ownShareIsGone(ctx, stripe, attempt);
		const standing = gone ?? (await askStripe({ db: ctx.db, stripe, attempt, now: ctx.now }));
		await record(ctx, attempt, standing, { isGone: gone !== null });
		// A returned payout tells of the account too: nobody should be paid to it again before its holder has mended it.
		if (standing.state === "failed") await refreshAccount(ctx, stripe, attempt.stripeAccount);
	} catch (error) {
		log.warn({ err: error, payment: disbursementId }, "Stripe did not say where a payment stands");
		await recordUnknown(ctx, attempt, error);
		throw error;
	}
}

/**
 * Asked before any money leaves: an own share that Stripe has taken back, or may take back as the payer's bank asks, does
 * not go to the provider out of the city's money. The payment fails; another attempt carries what stands by then.
 */
async function ownShareIsGone(
	ctx: Who,
	stripe: Stripe,
	attempt: AttemptRow,
): Promise<Extract<Standing, { state: "failed" }> | null> {
	if (attempt.ownShareDong === 0n || (await mayHaveBegun(ctx, stripe, attempt))) return null;
	const { applicationId, claimId } = await unsafeReadPayment(ctx.db, attempt.disbursementId);
	const { id } = (await lastOwnShare(ctx.db, applicationId)) ?? {};
	if (id) await settleOwnShare(ctx, stripe, id);
	const share = await lastOwnShare(ctx.db, applicationId);
	if (share && !share.questioned && (await ownShareStands(ctx.db, claimId))) return null;
	const said = share?.questioned ? "Stripe: own share disputed" : "Stripe: own share taken back";
	return { state: "failed", said, isTransferRefused: true };
}

/** How long a transfer that was asked for may be on its way without being found yet. */
const ON_ITS_WAY_MS = 600_000;

/** Whether the money may have left: it was transferred, or is being asked for at this moment by another look. */
async function mayHaveBegun(ctx: Who, stripe: Stripe, { key, transferId, askedAt }: AttemptRow): Promise<boolean> {
	if (transferId) return true;
	if (!askedAt) return false;
	if (ctx.now.getTime() - askedAt.getTime() < ON_ITS_WAY_MS) return true;
	return (await stripe.transfers.list({ transfer_group: key, limit: 1 })).data.length > 0;
}

async function record(
	ctx: Who,
	attempt: AttemptRow,
	standing: Standing,
	{ isGone }: { isGone: boolean },
): Promise<void> {
	if (standing.state === "waiting") return;
	await withOpenAttempt(ctx, attempt, async (trx, locked, { transferId, askedAt }) => {
		const { state } = standing;
		// Refused here, and done or asked for by another look at the same moment: that one says how it went.
		const isAskedSince = askedAt?.getTime() !== attempt.askedAt?.getTime();
		if (state === "failed" && standing.isTransferRefused && (transferId || (isGone && isAskedSince))) return;
		await trx
			.updateTable("stripeTransfer")
			.set({ outcome: state, endedAt: ctx.now })
			.where("key", "=", attempt.key)
			.execute();
		const answer = state === "paid" ? { on: standing.on, said: "" } : { on: plainDateAt(ctx.now), said: standing.said };
		if (state === "paid") await passOwnShareOf(trx, ctx, attempt, locked);
		await applyAnswer(trx, ctx, locked, { answer: state, ...answer });
		if (state === "paid") await askToSettleOwnShare(trx, locked.application.id);
	});
}

/** What the business had paid in has reached the provider with the public share. */
async function passOwnShareOf(
	trx: Transaction<Tables>,
	ctx: Who,
	{ ownShareDong: amountDong }: AttemptRow,
	{ application, payment }: Awaited<ReturnType<typeof lockPayment>>,
): Promise<void> {
	if (amountDong === 0n) return;
	const applicationId = application.id;
	await passOwnShare(trx, ctx, { applicationId, amountDong, key: `pass:${payment.id}`, why: payment.reference });
	await noteEvent(trx, ctx, { applicationId, what: "own-share-passed", side: "city", facts: { amountDong } });
}

/** "Unknown" is what everybody reads until Stripe answers; a second failure to ask adds nothing. */
async function recordUnknown(ctx: Who, attempt: AttemptRow, error: unknown): Promise<void> {
	const said = `Stripe: ${error instanceof Error ? error.message : String(error)}`;
	await withOpenAttempt(ctx, attempt, async (trx, locked) => {
		await applyAnswer(trx, ctx, locked, { answer: "unknown", said });
	});
}

/** Runs `work` on the locked payment while the attempt is open; where another look has ended it, nothing is left to do. */
async function withOpenAttempt(
	ctx: Who,
	{ key, disbursementId }: AttemptRow,
	work: (
		trx: Transaction<Tables>,
		locked: Awaited<ReturnType<typeof lockPayment>>,
		begun: Pick<AttemptRow, "transferId" | "askedAt">,
	) => Promise<void>,
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		const { reference } = await trx
			.selectFrom("disbursement")
			.select("reference")
			.where("id", "=", disbursementId)
			.executeTakeFirstOrThrow();
		const locked = await lockPayment(trx, reference);
		const attempt = await trx
			.selectFrom("stripeTransfer")
			.select(["outcome", "transferId", "askedAt"])
			.where("key", "=", key)
			.forUpdate()
			.executeTakeFirstOrThrow();
		if (attempt.outcome === null) await work(trx, locked, attempt);
	});
}

/** Money that had arrived and came back is not booked by itself: the business and the finance officer read it, a person acts. */
async function noteComeBack(ctx: Who, stripe: Stripe, attempt: AttemptRow): Promise<void> {
	if (attempt.cameBackAt) return;
	const said = await hasComeBack(stripe, attempt);
	if (!said) return;
	await inTransaction(ctx.db, async (trx) => {
		const noted = await trx
			.updateTable("stripeTransfer")
			.set({ cameBackAt: ctx.now })
			.where("key", "=", attempt.key)
			.where("cameBackAt", "is", null)
			.executeTakeFirst();
		if (noted.numUpdatedRows === 0n) return;
		const payment = await trx
			.selectFrom("disbursement")
			.select(["id", "reference", "amountDong"])
			.where("id", "=", attempt.disbursementId)
			.executeTakeFirstOrThrow();
		await insertPaymentEvent(trx, ctx, {
			disbursementId: payment.id,
			what: "came-back",
			fromState: "paid",
			toState: "paid",
			said,
		});
		await appendAudit(trx, ctx, {
			action: "disbursement.came-back",
			subject: { kind: "disbursement", id: payment.id, label: payment.reference },
			facts: { amountDong: payment.amountDong, said },
		});
	});
}
