import type { Kysely, Transaction } from "kysely";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Tables } from "#db/connection.server.ts";
import { ownShareOfPayment } from "../own-share/own-shares.server.ts";
import type { PaymentRow } from "../payments.server.ts";
import { attemptKey, type StripeHolder } from "../stripe-api/stripe.rules.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("stripeTransfer").selectAll();
}

export type AttemptRow = Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>;

/** The last attempt to pay through Stripe, or null where there was none. */
export async function lastAttempt(db: Kysely<Tables>, disbursementId: string): Promise<AttemptRow | null> {
	const row = await all(db)
		.where("disbursementId", "=", disbursementId)
		.orderBy("attempt", "desc")
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}

/**
 * Opens the next attempt of a payment that is sent now, in the transaction that sends it, and asks for the work. What the
 * business has paid in of its own share goes with it. The database refuses a second one while the last has not failed.
 */
export async function openAttempt(
	trx: Transaction<Tables>,
	{ now }: { now: Date },
	payment: PaymentRow,
): Promise<void> {
	assert(payment.stripeAccount, `${payment.reference} goes by Stripe without an account`);
	const ownShareDong = await ownShareOfPayment(trx, payment);
	const { holder } = await trx
		.selectFrom("stripeAccount")
		.select("holder")
		.where("stripeId", "=", payment.stripeAccount)
		.executeTakeFirstOrThrow();
	const attempt = ((await lastAttempt(trx, payment.id))?.attempt ?? 0) + 1;
	await trx
		.insertInto("stripeTransfer")
		.values({
			disbursementId: payment.id,
			attempt,
			key: attemptKey(payment.id, attempt),
			stripeAccount: payment.stripeAccount,
			// The one that an officer confirmed, whichever its holder gives Stripe afterwards.
			bankAccount: (holder as StripeHolder | null)?.bank?.id ?? null,
			amountDong: payment.amountDong + ownShareDong,
			ownShareDong,
			openedAt: now,
		})
		.execute();
	await askToSettle(trx, payment.id);
}

/** Asks for a look at where a payment stands at Stripe; asking again before it happened asks once. */
async function askToSettle(trx: Transaction<Tables>, disbursementId: string): Promise<void> {
	await enqueue(trx, "stripe.settle", { disbursementId }, { key: `stripe.settle:${disbursementId}` });
}

/** Whether another look has ended the attempt meanwhile, since Stripe refused it. */
export async function hasFailed(
	db: Kysely<Tables>,
	{ disbursementId, attempt }: Pick<AttemptRow, "disbursementId" | "attempt">,
): Promise<boolean> {
	const { outcome } = await db
		.selectFrom("stripeTransfer")
		.select("outcome")
		.where("disbursementId", "=", disbursementId)
		.where("attempt", "=", attempt)
		.executeTakeFirstOrThrow();
	return outcome === "failed";
}

/** Keeps what Stripe answered, also when two look at the same moment: both have the same answer. */
export async function keepAnswer(
	db: Kysely<Tables>,
	{ disbursementId, attempt }: Pick<AttemptRow, "disbursementId" | "attempt">,
	answer: Partial<Pick<AttemptRow, "askedAt" | "transferId" | "payoutId">>,
): Promise<void> {
	const [column] = Object.keys(answer) as (keyof typeof answer)[];
	assert(column, "an answer to keep");
	await db
		.updateTable("stripeTransfer")
		.set(answer)
		.where("disbursementId", "=", disbursementId)
		.where("attempt", "=", attempt)
		.where(column, "is", null)
		.execute();
}
