import { openOwnShare } from "#app/disbursement/own-share/open-own-share.server.ts";
import { lastOwnShare } from "#app/disbursement/own-share/own-shares.server.ts";
import { settleOwnShare } from "#app/disbursement/own-share/settle-own-share.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Database } from "#db/connection.server.ts";
import type { MadeApplication } from "./make-review.ts";
import { stripeOf } from "./make-stripe.ts";
import { contextOf } from "./makers.ts";
import type { StripeStandIn } from "./stripe-stand-in.ts";

/** The share of an application that is open or paid, else the last that expired. */
export async function ownShareRow(db: Database, applicationId: string) {
	const share = await lastOwnShare(db, applicationId);
	assert(share, "a share was asked for");
	return share;
}

/** The business asks for a page to pay its own share on. The share's id. */
export async function makeOpenOwnShare(db: Database, standIn: StripeStandIn, application: MadeApplication) {
	await openOwnShare(contextOf(db, application.owner), { reference: application.reference }, stripeOf(standIn));
	return (await ownShareRow(db, application.id)).id;
}

/** The business has paid its own share, and Stripe has said so. The share's id. */
export async function makePaidOwnShare(db: Database, standIn: StripeStandIn, application: MadeApplication) {
	const id = await makeOpenOwnShare(db, standIn, application);
	standIn.things.checkout.pay((await ownShareRow(db, application.id)).sessionId ?? "");
	await settleOwnShare(systemContext("Stripe", contextOf(db, application.owner).now), stripeOf(standIn), id);
	return id;
}
