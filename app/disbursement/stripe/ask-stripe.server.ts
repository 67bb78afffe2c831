import Stripe from "stripe";
import type { Database } from "#db/connection.server.ts";
import { assertSamePayment, payoutStanding, type Standing, stepKey, stripeAmount } from "../stripe-api/stripe.rules.ts";
import { type AttemptRow, hasFailed, keepAnswer } from "./attempts.server.ts";

type Ask = { db: Database; stripe: Stripe; attempt: AttemptRow; now: Date };

/** Stripe refused to begin: for certain, nothing was moved. */
class NotBegun extends Error {}

/**
 * Asks Stripe where an attempt stands and takes its next step: the transfer to the payee's account, then the payout from
 * there to its bank; when the bank returns that, the transfer is taken back. Each step has one key for ever, so that it
 * may be asked for again at any time, by any number at once. No transaction is open meanwhile.
 *
 * @throws where it is not known what Stripe did; asking again finds out.
 */
export async function askStripe(ask: Ask): Promise<Standing> {
	const transfer = await unlessRefused(transferOf(ask));
	if ("state" in transfer) return { ...transfer, isTransferRefused: true };
	assertSamePayment(transfer, ask.attempt);
	if (transfer.reversed) return { state: "failed", said: await whyReversed(ask) };
	if (await hasFailed(ask.db, ask.attempt)) {
		// Another look was refused and has told so: by then the payment may be on its way again under another key.
		await takeBack(ask, transfer);
		return { state: "failed", said: "Stripe: transfer reversed" };
	}
	const payout = await unlessRefused(payoutOf(ask));
	const standing = "state" in payout ? payout : payoutStanding(payout, { sentAt: ask.attempt.openedAt, now: ask.now });
	if (standing.state === "failed") await takeBack(ask, transfer);
	return standing;
}

/** Another look at the same moment may have taken the transfer back already: then the reason is the payout's. */
async function whyReversed({ stripe, attempt }: Ask): Promise<string> {
	const { payoutId, stripeAccount } = attempt;
	const payout = payoutId ? await stripe.payouts.retrieve(payoutId, {}, { stripeAccount }) : null;
	return payout?.failure_message ?? "Stripe: transfer reversed";
}

async function unlessRefused<Result>(asked: Promise<Result>): Promise<Result | Extract<Standing, { state: "failed" }>> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof NotBegun) return { state: "failed", said: error.message };
		throw error;
	}
}

/** Runs the creation of a thing at Stripe; a refusal of what was asked, not of the asking, is an answer. */
async function begin<Result>(create: () => Promise<Result>): Promise<Result> {
	try {
		return await create();
	} catch (error) {
		const refused = error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 400;
		throw refused ? new NotBegun(`Stripe: ${error.message}`, { cause: error }) : error;
	}
}

async function transferOf({ db, stripe, attempt, now }: Ask): Promise<Stripe.Transfer> {
	const { key, transferId, askedAt, stripeAccount, amountDong } = attempt;
	if (transferId) return stripe.transfers.retrieve(transferId);
	// Stripe may forget a key after a day, but never a transfer.
	const before = askedAt && (await stripe.transfers.list({ transfer_group: key, limit: 1 })).data[0];
	if (!askedAt) await keepAnswer(db, attempt, { askedAt: now });
	const transfer =
		before ||
		(await begin(() =>
			stripe.transfers.create(
				{
					amount: stripeAmount(amountDong),
					currency: "vnd",
					destination: stripeAccount,
					transfer_group: key,
					metadata: { payment: attempt.disbursementId },
				},
				{ idempotencyKey: stepKey(key, "transfer") },
			),
		));
	await keepAnswer(db, attempt, { transferId: transfer.id });
	return transfer;
}

async function payoutOf({ db, stripe, attempt }: Ask): Promise<Stripe.Payout> {
	const { key, payoutId, stripeAccount, bankAccount, amountDong, openedAt } = attempt;
	if (payoutId) return stripe.payouts.retrieve(payoutId, {}, { stripeAccount });
	const payout =
		(await madeBefore(stripe, attempt, openedAt)) ??
		(await begin(() =>
			stripe.payouts.create(
				{
					amount: stripeAmount(amountDong),
					currency: "vnd",
					metadata: { payment: attempt.disbursementId, key },
					...(bankAccount ? { destination: bankAccount } : {}),
				},
				{ stripeAccount, idempotencyKey: stepKey(key, "payout") },
			),
		));
	await keepAnswer(db, attempt, { payoutId: payout.id });
	return payout;
}

/** A payout of this attempt whose answer was lost; only one that was asked for in an earlier look can be there. */
async function madeBefore(stripe: Stripe, { key, stripeAccount, transferId }: AttemptRow, openedAt: Date) {
	if (!transferId) return undefined;
	const gte = Math.floor(openedAt.getTime() / 1000);
	const since = stripe.payouts.list({ created: { gte }, limit: 100 }, { stripeAccount });
	for await (const payout of since) if (payout.metadata?.key === key) return payout;
	return undefined;
}

/** The transfer goes back from the payee's account; asked for again it is done once. */
export async function takeBack(
	{ stripe, attempt }: Pick<Ask, "stripe" | "attempt">,
	transfer: Stripe.Transfer,
): Promise<void> {
	await stripe.transfers.createReversal(
		transfer.id,
		{ metadata: { payment: attempt.disbursementId } },
		{ idempotencyKey: stepKey(attempt.key, "reversal") },
	);
}

/** Whether money that had arrived has come back since: the bank returned it late, or the transfer was reversed. */
export async function hasComeBack(stripe: Stripe, attempt: AttemptRow): Promise<string | null> {
	const { transferId, payoutId, stripeAccount } = attempt;
	if (!transferId || !payoutId) return null;
	const transfer = await stripe.transfers.retrieve(transferId);
	if (transfer.amount_reversed > 0) return "Stripe: transfer reversed";
	const payout = await stripe.payouts.retrieve(payoutId, {}, { stripeAccount });
	return payout.status === "failed" ? (payout.failure_message ?? "Stripe: payout failed") : null;
}
