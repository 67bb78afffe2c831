import type { Transaction } from "kysely";
import Stripe from "stripe";
import { noteEvent } from "#app/application/move-application.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { canChangeClaim } from "#app/claim/claim.access.ts";
import { findOwnClaimCase } from "#app/claim/claim-case.server.ts";
import { claimFaults } from "#app/claim/draft/claim-faults.ts";
import type { AnyActor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { log } from "#app/house/log.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { lockApplications } from "../payments.server.ts";
import { orSilent } from "../stripe-api/client.server.ts";
import { stripeAmount } from "../stripe-api/stripe.rules.ts";
import { isOver } from "./own-share.rules.ts";
import { heldOwnShare, holdOwnShare, refundOwnShare } from "./own-share-books.server.ts";
import { isClaimed } from "./own-share-page.server.ts";
import { findOwnShare, lastOwnShare, type OwnShareRow } from "./own-shares.server.ts";
import { followTaken } from "./taken-back.server.ts";

type Who = CommandContext<AnyActor>;
type Keep = Partial<Pick<OwnShareRow, "sessionId" | "refundDong" | "refundId">>;

/**
 * Looks where the business's own share stands at Stripe, takes its next step there, and books what became of it: the one
 * way in for the page, for what a webhook hints at, for the end of an application and for the nightly round. Each step at
 * Stripe has one key for ever.
 *
 * @throws where Stripe did not answer; another look finds out.
 */
export async function settleOwnShare(ctx: Who, stripe: Stripe, id: string): Promise<void> {
	const asked = await findOwnShare(ctx.db, id);
	if (asked?.outcome === null) await followSession(ctx, stripe, asked);
	const paid = await findOwnShare(ctx.db, id);
	if (paid?.outcome !== "paid") return;
	await followTaken(ctx, stripe, paid);
	const share = await findOwnShare(ctx.db, id);
	// What a bank has not decided yet may come back, and one refund gives all of it back.
	if (share && !share.refundOutcome && !share.questioned && isOver(share.state)) await giveBack(ctx, stripe, share);
}

/**
 * Asks Stripe before a claim of the person's own is submitted, so that what was paid a moment ago stands for it, and what
 * was not paid can't be paid any more: a page that is still open is closed.
 *
 * @throws Refusal while a payment on that page is being processed, and when Stripe is not set up or does not answer.
 */
export async function settleBeforeClaim(
	ctx: CommandContext,
	stripe: Stripe | null,
	{ claim }: { /** Its reference. */ claim: string },
): Promise<void> {
	const found = await findOwnClaimCase(ctx.db, ctx.actor, claim);
	if (!found || !canChangeClaim(found).allowed) return;
	const share = await lastOwnShare(ctx.db, found.application.id);
	if (!share || share.outcome === "expired") return;
	// What was paid is asked about again before anything leaves, so no claim waits for that.
	if (share.outcome === "paid") return settlePaid(ctx, stripe, share.id);
	if (!stripe) throw new Refusal("disbursement_refusal_stripe_off");
	// Whoever has to mend the claim first may still pay on the page.
	const isReady = Object.keys(claimFaults(found, plainDateAt(ctx.now))).length === 0;
	await orSilent(async () => {
		await followSession(ctx, stripe, share, { close: isReady });
		await settleOwnShare(ctx, stripe, share.id);
	});
	const settled = await findOwnShare(ctx.db, share.id);
	if (isReady && settled?.outcome === null) throw new Refusal("disbursement_refusal_own_share_processing");
}

async function settlePaid(ctx: Who, stripe: Stripe | null, id: string): Promise<void> {
	try {
		if (stripe) await settleOwnShare(ctx, stripe, id);
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeError)) throw error;
		log.warn({ err: error, ownShare: id }, "Stripe did not say where a share stands");
	}
}

async function followSession(
	ctx: Who,
	stripe: Stripe,
	share: OwnShareRow,
	{ close = false }: { close?: boolean } = {},
): Promise<void> {
	let session = await sessionOf(ctx, stripe, share);
	if (session.amount_total !== stripeAmount(share.amountDong) || session.currency !== "vnd") {
		throw new Error(`Stripe has ${session.amount_total} ${session.currency}, not ${share.amountDong} vnd`);
	}
	// Nobody pays here for what is over, or was claimed as paid otherwise.
	const tooLate = close || isOver(share.state) || (await isClaimed(ctx.db, share.applicationId));
	if (session.status === "open" && tooLate) session = await expire(stripe, session.id);
	if (session.payment_status === "paid") return recordPaid(ctx, share, idOf(session.payment_intent));
	if (session.status === "expired" || (await hasFailed(stripe, session))) await recordExpired(ctx, share);
}

/** A payment that takes days, such as a bank transfer, did not come: the session stays complete and unpaid for ever. */
async function hasFailed(stripe: Stripe, { status, payment_intent }: Stripe.Checkout.Session): Promise<boolean> {
	if (status !== "complete" || !payment_intent) return false;
	const intent = await stripe.paymentIntents.retrieve(idOf(payment_intent));
	return intent.status === "requires_payment_method" || intent.status === "canceled";
}

/** Who pays at that very moment is faster: then it is paid. */
async function expire(stripe: Stripe, id: string): Promise<Stripe.Checkout.Session> {
	try {
		return await stripe.checkout.sessions.expire(id);
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
		return stripe.checkout.sessions.retrieve(id);
	}
}

function idOf(thing: string | { id: string } | null): string {
	if (!thing) throw new Error("Stripe has a session that is paid by nothing");
	return typeof thing === "string" ? thing : thing.id;
}

/** The session, made where it is not known: with the same key Stripe gives the one that it made before. */
async function sessionOf(ctx: Who, stripe: Stripe, share: OwnShareRow): Promise<Stripe.Checkout.Session> {
	if (share.sessionId) return stripe.checkout.sessions.retrieve(share.sessionId);
	const back = `${publicUrl()}/applications/${share.reference}/own-share`;
	const metadata = { own_share: share.id };
	const session = await stripe.checkout.sessions.create(
		{
			mode: "payment",
			line_items: [
				{
					quantity: 1,
					price_data: {
						currency: "vnd",
						unit_amount: stripeAmount(share.amountDong),
						product_data: { name: share.reference },
					},
				},
			],
			metadata,
			payment_intent_data: { metadata },
			success_url: back,
			cancel_url: back,
		},
		{ idempotencyKey: `own-share:${share.id}` },
	);
	await keep(ctx, share, { sessionId: session.id });
	return session;
}

/** Keeps what was asked or answered, also when two look at the same moment: both have the same. */
async function keep(ctx: Who, { id }: OwnShareRow, answer: Keep): Promise<void> {
	const [column] = Object.keys(answer) as (keyof Keep)[];
	if (!column) return;
	await ctx.db.updateTable("ownShare").set(answer).where("id", "=", id).where(column, "is", null).execute();
}

/** Runs `work` with application and share locked, unless another look has done it already. */
async function once(
	ctx: Who,
	share: OwnShareRow,
	column: "outcome" | "refundOutcome",
	work: (trx: Transaction<Tables>) => Promise<void>,
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		await lockApplications(trx, [share.applicationId]);
		const locked = await trx
			.selectFrom("ownShare")
			.select(column)
			.where("id", "=", share.id)
			.forUpdate()
			.executeTakeFirstOrThrow();
		if (locked[column] === null) await work(trx);
	});
}

async function recordPaid(ctx: Who, share: OwnShareRow, paymentIntent: string): Promise<void> {
	const { id, applicationId, amountDong, reference } = share;
	await once(ctx, share, "outcome", async (trx) => {
		const paid = { outcome: "paid", endedAt: ctx.now, paymentIntent };
		await trx.updateTable("ownShare").set(paid).where("id", "=", id).execute();
		await holdOwnShare(trx, ctx, { applicationId, amountDong, key: `hold:${id}`, why: reference });
		await noteEvent(trx, ctx, { applicationId, what: "own-share-paid", side: "business", facts: { amountDong } });
		await tellAudit(trx, ctx, share, "disbursement.own-share-paid", amountDong);
	});
}

async function recordExpired(ctx: Who, share: OwnShareRow): Promise<void> {
	await once(ctx, share, "outcome", async (trx) => {
		const expired = { outcome: "expired", endedAt: ctx.now };
		await trx.updateTable("ownShare").set(expired).where("id", "=", share.id).execute();
		await tellAudit(trx, ctx, share, "disbursement.own-share-expired", share.amountDong);
	});
}

/** What is still held goes back the way it came. */
async function giveBack(ctx: Who, stripe: Stripe, share: OwnShareRow): Promise<void> {
	const refundDong = share.refundDong ?? (await heldOwnShare(ctx.db, share.applicationId));
	if (refundDong === 0n) return;
	const refund = await refundOf(ctx, stripe, { ...share, refundDong });
	if (refund.status === "succeeded") return recordRefunded(ctx, share, refundDong);
	if (refund.status === "failed" || refund.status === "canceled") await recordNotRefunded(ctx, share, refundDong);
}

async function refundOf(ctx: Who, stripe: Stripe, share: OwnShareRow & { refundDong: bigint }): Promise<Stripe.Refund> {
	if (share.refundId) return asAsked(await stripe.refunds.retrieve(share.refundId), share);
	await keep(ctx, share, { refundDong: share.refundDong });
	const payment_intent = share.paymentIntent ?? "";
	// Stripe may forget a key after a day, but never a refund. One that was made by hand there is not ours.
	const made = (await stripe.refunds.list({ payment_intent, limit: 100 })).data;
	const before = made.find(({ metadata }) => metadata?.own_share === share.id);
	const amount = stripeAmount(share.refundDong);
	const refund =
		before ??
		(await stripe.refunds.create(
			{ payment_intent, amount, metadata: { own_share: share.id } },
			{ idempotencyKey: `own-share:${share.id}:refund` },
		));
	asAsked(refund, share);
	await keep(ctx, share, { refundId: refund.id });
	return refund;
}

/** @throws where Stripe gave back another amount than is booked. */
function asAsked(refund: Stripe.Refund, { refundDong }: { refundDong: bigint }): Stripe.Refund {
	if (refund.amount === stripeAmount(refundDong) && refund.currency === "vnd") return refund;
	throw new Error(`Stripe gave back ${refund.amount} ${refund.currency}, not ${refundDong} vnd`);
}

async function recordRefunded(ctx: Who, share: OwnShareRow, amountDong: bigint): Promise<void> {
	const { id, applicationId, reference } = share;
	await once(ctx, share, "refundOutcome", async (trx) => {
		const refunded = { refundOutcome: "refunded", refundEndedAt: ctx.now };
		await trx.updateTable("ownShare").set(refunded).where("id", "=", id).execute();
		await refundOwnShare(trx, ctx, { applicationId, amountDong, key: `refund:${id}`, why: reference });
		await noteEvent(trx, ctx, { applicationId, what: "own-share-refunded", side: "city", facts: { amountDong } });
		await tellAudit(trx, ctx, share, "disbursement.own-share-refunded", amountDong);
	});
}

/** It stays held in the books: a person finds another way. */
async function recordNotRefunded(ctx: Who, share: OwnShareRow, amountDong: bigint): Promise<void> {
	const { id, applicationId } = share;
	await once(ctx, share, "refundOutcome", async (trx) => {
		const failed = { refundOutcome: "failed", refundEndedAt: ctx.now };
		await trx.updateTable("ownShare").set(failed).where("id", "=", id).execute();
		await noteEvent(trx, ctx, { applicationId, what: "own-share-refund-failed", side: "city", facts: { amountDong } });
		await tellAudit(trx, ctx, share, "disbursement.own-share-refund-failed", amountDong);
	});
}

async function tellAudit(trx: Transaction<Tables>, ctx: Who, share: OwnShareRow, action: string, amountDong: bigint) {
	const subject = { kind: "own-share", id: share.id, label: share.reference };
	await appendAudit(trx, ctx, { action, subject, facts: { amountDong } });
}
