import { randomUUID } from "node:crypto";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { confirmHolder, stripeAccountPage } from "#app/disbursement/stripe/confirm-holder.server.ts";
import { preparePayeeAccount } from "#app/disbursement/stripe/open-account.server.ts";
import { settlePayment } from "#app/disbursement/stripe/settle-payment.server.ts";
import { payeeAtStripePage } from "#app/disbursement/stripe/stripe-account.server.ts";
import { stripeAt } from "#app/disbursement/stripe-api/client.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf, makeStaff } from "./makers.ts";
import type { StripeStandIn } from "./stripe-stand-in.ts";

/** A client of the stand-in that gives up at the first failure, so that a test decides what is asked again. */
export function stripeOf(standIn: StripeStandIn) {
	return stripeAt(standIn.base, standIn.secretKey, { timeout: 1_500, retries: 0 });
}

/** The payee of a claim opens its account at Stripe, fills in Stripe's form, and a finance officer confirms it. The account's id. */
export async function makeReadyAtStripe(db: Database, standIn: StripeStandIn, owner: Actor, claim: string) {
	const stripeId = await makeFilledInAtStripe(db, standIn, owner, claim);
	await confirmAtStripe(db, standIn, await makeStaff(db, "finance_officer"), stripeId);
	return stripeId;
}

/** As far as the payee gets by itself. */
export async function makeFilledInAtStripe(db: Database, standIn: StripeStandIn, owner: Actor, claim: string) {
	const stripe = stripeOf(standIn);
	const ctx = contextOf(db, owner);
	await preparePayeeAccount(ctx, stripe, { reference: claim });
	const stripeId = (await payeeAtStripePage(db, owner, claim))?.account?.stripeId ?? "";
	standIn.things.makeReady(stripeId);
	await preparePayeeAccount(ctx, stripe, { reference: claim });
	return stripeId;
}

/** A finance officer confirms who holds an account, as they read it. */
export async function confirmAtStripe(db: Database, standIn: StripeStandIn, officer: Actor, stripeId: string) {
	const page = await stripeAccountPage(db, officer, stripeId);
	await confirmHolder(contextOf(db, officer), { stripeId, seal: page?.seal ?? "" }, stripeOf(standIn));
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
