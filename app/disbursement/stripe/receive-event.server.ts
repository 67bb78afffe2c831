import Stripe from "stripe";
import { z } from "zod";
import type { System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { log } from "#app/house/log.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { ownSharePaidBy } from "../own-share/own-shares.server.ts";
import { settleOwnShare } from "../own-share/settle-own-share.server.ts";
import { settlePayment } from "./settle-payment.server.ts";
import { refreshAccount } from "./stripe-account.server.ts";

/** How old a signed report may be; Stripe signs each delivery anew. https://docs.stripe.com/webhooks#replay-attacks */
const TOLERANCE_SECONDS = 300;

/** An event as it was signed, or null where the signature is wrong, missing or too old. */
export function readSigned(body: string, signature: string | null, secret: string): Stripe.Event | null {
	try {
		return Stripe.webhooks.constructEvent(body, signature ?? "", secret, TOLERANCE_SECONDS);
	} catch (error) {
		if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError) return null;
		throw error;
	}
}

/** Keeps a signed event and asks for the work; one that is reported again is kept, and worked on, once. */
export const receiveEvent = command({
	name: "stripe.receive-event",
	input: z.custom<Stripe.Event>(),
	who: "system",
	refuses: [],
	once: "by state",
	async run(ctx: CommandContext<System>, event) {
		await inTransaction(ctx.db, async (trx) => {
			const inserted = await trx
				.insertInto("stripeEvent")
				.values({
					id: event.id,
					type: event.type,
					account: event.account ?? null,
					createdAt: new Date(event.created * 1000),
					receivedAt: ctx.now,
					payload: JSON.stringify(event),
				})
				.onConflict((conflict) => conflict.column("id").doNothing())
				.executeTakeFirst();
			if (inserted.numInsertedOrUpdatedRows) await enqueue(trx, "stripe.event", { eventId: event.id });
		});
	},
});

/** All that is read from an event: which thing it is about. What became of that is asked of Stripe itself. */
const about = z.object({
	object: z.object({
		id: z.string(),
		/** Of a dispute, a charge or a refund. */
		payment_intent: z.string().nullish(),
		metadata: z.object({ payment: z.uuid(), own_share: z.uuid() }).partial().nullish(),
	}),
});

/** Works on a kept event. Other kinds than those that we asked for, and things that are not ours, are left alone. */
export const followEvent = command({
	name: "stripe.follow-event",
	input: z.object({ eventId: z.string() }),
	who: "system",
	refuses: [
		"disbursement_refusal_already_paid",
		"disbursement_refusal_day",
		"disbursement_refusal_words",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext<System>, { eventId }, stripe: Stripe) {
		const event = await ctx.db
			.selectFrom("stripeEvent")
			.select(["type", "payload"])
			.where("id", "=", eventId)
			.executeTakeFirstOrThrow();
		const read = about.safeParse((event.payload as { data?: unknown }).data);
		if (!read.success) return log.info({ eventId, type: event.type }, "an event that is about nothing of ours");
		const { id, metadata, payment_intent } = read.data.object;
		if (event.type === "account.updated") return refreshAccount(ctx, stripe, id);
		if (metadata?.own_share) return settleOwnShare(ctx, stripe, metadata.own_share);
		if (/^(charge|refund)\./.test(event.type) && payment_intent) {
			// A dispute, or a refund by hand, names the payment alone.
			const ownShareId = await ownSharePaidBy(ctx.db, payment_intent);
			if (ownShareId) await settleOwnShare(ctx, stripe, ownShareId);
			return;
		}
		if (/^(transfer|payout)\./.test(event.type) && metadata?.payment)
			await settlePayment(ctx, stripe, metadata.payment);
	},
});
