import { randomUUID } from "node:crypto";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { stripeAt } from "#app/disbursement/stripe/client.server.ts";
import { settlePayment } from "#app/disbursement/stripe/settle-payment.server.ts";
import { onboardingLink, preparePayeeAccount } from "#app/disbursement/stripe/stripe-account.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf } from "./makers.ts";
import type { StripeStandIn } from "./stripe-stand-in.ts";

/** A client of the stand-in that gives up at the first failure, so that a test decides what is asked again. */
export function stripeOf(standIn: StripeStandIn) {
	return stripeAt(standIn.base, standIn.secretKey, { timeout: 1_500, retries: 0 });
}

/** The payee of a claim opens its account at Stripe, and fills in Stripe's form. The account's id. */
export async function makeReadyAtStripe(db: Database, standIn: StripeStandIn, owner: Actor, claim: string) {
	const stripe = stripeOf(standIn);
	const ctx = contextOf(db, owner);
	await preparePayeeAccount(ctx, stripe, { reference: claim });
	const back = "https://donbay.example/back";
	const link = await onboardingLink(ctx, stripe, { reference: claim, back });
	const stripeId = /setup\/(acct_\w+)/.exec(link ?? "")?.[1] ?? "";
	standIn.things.makeReady(stripeId);
	await preparePayeeAccount(ctx, stripe, { reference: claim });
	return stripeId;
}

/** A released payment goes the whole way through Stripe, and the payee's bank takes it. */
export async function payThroughStripe(db: Database, standIn: StripeStandIn, id: string): Promise<void> {
	const settle = () => settlePayment(contextOf(db, { system: "Stripe" }), stripeOf(standIn), id);
	await settle();
	const attempt = db.selectFrom("stripeTransfer").select("payoutId").where("disbursementId", "=", id);
	const { payoutId } = await attempt.orderBy("attempt", "desc").executeTakeFirstOrThrow();
	standIn.things.endPayout(payoutId ?? "", null);
	await settle();
}

/** A batch of claims made by one officer and released by another; the payments' ids in the order of their references. */
export async function makeReleasedBatch(db: Database, claims: readonly string[], maker: Actor, releaser: Actor) {
	const reference = await createBatch(contextOf(db, maker), { batchId: randomUUID(), claimReferences: claims });
	await releaseBatch(contextOf(db, releaser), { reference });
	const rows = await db
		.selectFrom("disbursement")
		.innerJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.select("disbursement.id")
		.where("paymentBatch.reference", "=", reference)
		.orderBy("disbursement.reference")
		.execute();
	return rows.map(({ id }) => id);
}
